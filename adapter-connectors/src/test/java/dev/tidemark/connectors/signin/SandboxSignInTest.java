package dev.tidemark.connectors.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.application.signin.Authorizations.Exchanged;
import dev.tidemark.connectors.ConnectorSettings;
import dev.tidemark.connectors.DeclarativeConnectors;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Browser;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.sandbox.Sandbox;
import dev.tidemark.sandbox.SandboxSettings;
import dev.tidemark.sandbox.oauth.OAuthSettings;
import dev.tidemark.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way, at emulated providers with authorization servers of their own. */
class SandboxSignInTest {
  private static final URI BACK = URI.create("http://127.0.0.1:9999/oauth/callback?at=home");
  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters.";

  private final SettableClock clock = new SettableClock(Acme.NOON);
  private final Acme.Vault vault = new Acme.Vault();
  private Sandbox sandbox;
  private DeclarativeConnectors connectors;

  @BeforeEach
  void start() {
    sandbox =
        Sandbox.start(SandboxSettings.with(clock).withEpoch(Acme.NOON).withSize(0.1).withGrowth(0));
    Map<ProviderId, URI> origins = new HashMap<>();
    Map<ProviderId, OAuthClient> clients = new HashMap<>();
    for (String name : Set.of("hubspot", "attio", "slack", "google-calendar", "google-mail")) {
      origins.put(new ProviderId(name), sandbox.uri(name));
      clients.put(new ProviderId(name), new OAuthClient("sandbox-client", "sandbox-client-secret"));
    }
    connectors =
        new DeclarativeConnectors(
            ManifestCatalogue.builtIn(),
            ConnectorSettings.with(clock, () -> "id")
                .withOrigins(origins)
                .withOAuthClients(clients)
                .withRenewed(vault)
                .withoutPacing(origins.keySet()));
  }

  @AfterEach
  void stop() {
    connectors.close();
    sandbox.close();
  }

  private Exchanged signIn(String provider, String decision) throws Exception {
    Authorizations authorizations = connectors.authorizations();
    ProviderId id = new ProviderId(provider);
    assertThat(authorizations.obstacle(id)).isEmpty();
    URI page = authorizations.page(id, new Authorizations.Way(BACK, "st~ate", VERIFIER));
    assertThat(page.toString()).startsWith(sandbox.uri(provider).toString());
    Map<String, String> handedBack = Browser.decide(page, decision, "sandbox");
    assertThat(handedBack).containsEntry("state", "st~ate").containsEntry("at", "home");
    return authorizations.exchange(
        id, new Authorizations.Return(BACK, handedBack.getOrDefault("code", "none"), VERIFIER));
  }

  private Credentials granted(String provider) throws Exception {
    return ((Exchanged.Granted) signIn(provider, "allow")).credentials();
  }

  private static ConnectionId connection(String provider) {
    return new ConnectionId(new ProviderId(provider), new OrganizationId("org"));
  }

  private Fetched read(String provider, String model, Credentials credentials) {
    SyncId sync = new SyncId(connection(provider), new ModelName(model));
    try (ModelReader reader =
        connectors.open(new ReadRequest(sync, credentials, true, Optional.empty()))) {
      return reader.next();
    }
  }

  private long asked(String provider, String route) {
    return sandbox.provider(provider).requests().getOrDefault(route, 0L);
  }

  @ParameterizedTest
  @CsvSource({
    "hubspot, HubspotOwner, refresh_token, POST /oauth/v1/token",
    "google-calendar, GoogleCalendarList, refresh_token, POST /token",
    "google-mail, GmailLabel, refresh_token, POST /token",
    "attio, AttioWorkspaceMember, access_token, POST /oauth/token",
    "slack, SlackTeam, access_token, POST /api/oauth.v2.access",
  })
  void letsSomebodyInAndReadsWithTheTokensThatCameWithIt(
      String provider, String model, String grant, String tokenRoute) throws Exception {
    Credentials credentials = granted(provider);
    assertThat(credentials.fields())
        .containsEntry("grant", grant)
        .containsKey("accessToken")
        .doesNotContainKeys("clientId", "clientSecret");
    assertThat(connectors.check(connection(provider), credentials))
        .isEqualTo(new CredentialCheck.Accepted());
    assertThat(read(provider, model, credentials)).isInstanceOf(Fetched.Page.class);
    assertThat(asked(provider, tokenRoute)).as("no renewal right after connecting").isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "hubspot, HubspotOwner, POST /oauth/v1/token",
    "google-calendar, GoogleCalendarList, POST /token",
    "slack, SlackTeam, POST /api/oauth.v2.access",
  })
  void renewsWithTheInstallationsClientAndKeepsWhatRotates(
      String provider, String model, String tokenRoute) throws Exception {
    sandbox.provider(provider).oauth(new OAuthSettings(true, Optional.of(Duration.ofHours(1))));
    Credentials credentials = granted(provider);
    clock.advance(Duration.ofHours(2));
    assertThat(read(provider, model, credentials)).isInstanceOf(Fetched.Page.class);
    assertThat(asked(provider, tokenRoute)).isEqualTo(2);
    assertThat(vault.kept())
        .containsOnlyKeys("refreshToken", "accessToken", "accessTokenExpiresAt");
    assertThat(vault.replaced())
        .isEqualTo(Map.of("refreshToken", credentials.fields().get("refreshToken")));
    assertThat(read(provider, model, credentials.with(vault.kept())))
        .isInstanceOf(Fetched.Page.class);
    assertThat(asked(provider, tokenRoute)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"hubspot", "google-mail", "attio", "slack"})
  void saysWhyACodeIsRefused(String provider) throws Exception {
    Exchanged refused = signIn(provider, "deny");
    assertThat(refused).isInstanceOf(Exchanged.Refused.class);
    assertThat(((Exchanged.Refused) refused).message()).isNotBlank().doesNotContain("sandbox-cl");
  }

  @Test
  void showsSlacksWordForACodeThatIsNone() {
    assertThat(
            connectors
                .authorizations()
                .exchange(
                    new ProviderId("slack"), new Authorizations.Return(BACK, "none", VERIFIER)))
        .isEqualTo(new Exchanged.Refused("invalid_code"));
  }
}
