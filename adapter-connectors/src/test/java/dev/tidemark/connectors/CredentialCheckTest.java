package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.failure.FetchFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialCheckTest {

  private static CredentialCheck check(Answer answer) {
    try (Acme acme = Acme.with(Manifests.people().toString(), asked -> answer)) {
      return acme.check();
    }
  }

  @Test
  void acceptsWhatReadsTheFirstPageOfAStream() {
    assertThat(check(ok("{\"data\":[]}"))).isEqualTo(new CredentialCheck.Accepted());
  }

  @Test
  void rejectsWhatTheProviderRefuses() {
    assertThat(check(json(401, "{\"error\":\"unknown key " + Acme.KEY + "\"}")))
        .isEqualTo(
            new CredentialCheck.Rejected(
                "Acme answered 401 to the check of its credentials: unknown key ***"));
    assertThat(check(json(403, "{}"))).isInstanceOf(CredentialCheck.Rejected.class);
    assertThat(check(json(404, "{}"))).isInstanceOf(CredentialCheck.Rejected.class);
  }

  @Test
  void leavesOpenWhatTheProviderCannotSayNow() {
    assertThat(check(json(503, "{}"))).isInstanceOf(CredentialCheck.Unverified.class);
    assertThat(check(json(429, "{}"))).isInstanceOf(CredentialCheck.Unverified.class);
    assertThat(check(ok("nonsense")))
        .isInstanceOfSatisfying(
            CredentialCheck.Unverified.class,
            open -> assertThat(open.failure()).isInstanceOf(FetchFailure.InvalidData.class));
  }

  @Test
  void takesNoOtherSitesWordForIt() {
    assertThat(check(json(302, "").with("Location", "https://elsewhere.test/signed-in")))
        .isEqualTo(
            new CredentialCheck.Rejected(
                "Acme answered the check of its credentials with a redirect to another origin"));
  }

  @Test
  void asksByARequestOfItsOwnWhenTheManifestHasOne() {
    String manifest =
        Manifests.people()
            .metadata(
                """
                x-tidemark-check:
                  requester:
                    type: HttpRequester
                    url_base: https://api.acme.test/v1
                    path: self
                    authenticator:
                      type: BasicHttpAuthenticator
                      username: "{{ config['apiKey'] }}"
                    error_handler:
                      type: DefaultErrorHandler
                      response_filters:
                        - type: HttpResponseFilter
                          predicate: "{{ response['active'] is false }}"
                          action: FAIL
                          failure_type: config_error
                          error_message: the key is switched off
                """)
            .toString();
    try (Acme acme =
        Acme.with(manifest, asked -> ok("{\"active\":" + asked.path().equals("/v1/self") + "}"))) {
      assertThat(acme.check()).isEqualTo(new CredentialCheck.Accepted());
      assertThat(acme.provider().lastAsked().header("Authorization"))
          .isEqualTo("Basic a2V5X2xpdmVfMDEyMzQ1Njc4OTo=");
    }
    try (Acme acme = Acme.with(manifest, asked -> ok("{\"active\":false}"))) {
      assertThat(acme.check())
          .isEqualTo(
              new CredentialCheck.Rejected(
                  "Acme answered 200 to the check of its credentials: the key is switched off"));
    }
  }

  @Test
  void doesNotSendWhatDoesNotLookLikeACredentialOfTheProvider() {
    try (Acme acme =
        Acme.with(Manifests.people().toString(), asked -> ok("{\"data\":[]}"))
            .connectedWith(Map.of("apiKey", "sk_live_of_another_provider"))) {
      assertThat(acme.check())
          .isEqualTo(new CredentialCheck.Rejected("API key does not look like one of Acme"));
      assertThat(acme.provider().asked()).isEmpty();
    }
  }

  @Test
  void rejectsWhenASettingIsMissing() {
    String manifest =
        Manifests.people().replace("api.acme.test", "{{ config['region'] }}.acme.test").toString();
    try (Acme acme = Acme.with(manifest, asked -> ok("{\"data\":[]}"))) {
      assertThat(acme.check()).isInstanceOf(CredentialCheck.Rejected.class);
      assertThat(acme.connectedWith(Map.of("apiKey", Acme.KEY, "region", "eu")).check())
          .isEqualTo(new CredentialCheck.Accepted());
    }
  }
}
