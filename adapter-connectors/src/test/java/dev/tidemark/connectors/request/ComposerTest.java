package dev.tidemark.connectors.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.document.Problems;
import dev.tidemark.connectors.document.YamlText;
import dev.tidemark.connectors.http.HttpCall;
import dev.tidemark.connectors.http.OriginOverride;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.interpolation.Variable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComposerTest {
  private static final Optional<OriginOverride> SANDBOX =
      Optional.of(new OriginOverride(URI.create("http://127.0.0.1:8089/acme")));

  private static HttpCall compose(
      String base, Optional<OriginOverride> override, Optional<String> link) {
    Problems problems = new Problems();
    Requester requester =
        Requester.load(
                Component.root(
                    "HttpRequester",
                    YamlText.read("x", "{url_base: \"" + base + "\", path: /people}"),
                    problems))
            .orElseThrow();
    Scope scope =
        Scope.of(Map.of("site", "http://site.test"), () -> Instant.EPOCH, () -> "id")
            .with(Variable.STREAM_SLICE, Map.of());
    return new Composer(override).compose(requester, scope, List.of(), link, "");
  }

  @Test
  void putsTheOverrideInThePlaceOfTheManifestsOrigin() {
    assertThat(compose("https://api.test/v1", SANDBOX, Optional.empty()).url())
        .hasToString("http://127.0.0.1:8089/acme/v1/people");
  }

  @Test
  void followsLinksInEveryFormThatStaysAtHome() {
    for (String link :
        List.of(
            "https://api.test/v1/people?page=2",
            "/v1/people?page=2",
            "people?page=2",
            "http://127.0.0.1:8089/acme/v1/people?page=2")) {
      assertThat(compose("https://api.test/v1", SANDBOX, Optional.of(link)).url())
          .as(link)
          .hasToString("http://127.0.0.1:8089/acme/v1/people?page=2");
    }
  }

  @Test
  void refusesLinksThatLeadAway() {
    for (String link : List.of("https://evil.test/", "//evil.test/", "http://api.test/v1/people")) {
      assertThatThrownBy(() -> compose("https://api.test/v1", SANDBOX, Optional.of(link)))
          .as(link)
          .isInstanceOf(UnusableLinkException.class)
          .hasMessageContaining("another origin");
    }
  }

  @Test
  void takesThisMachineFromSettingsWithoutProof() {
    for (String here : List.of("http://127.0.0.1:9000", "http://localhost", "http://[::1]:9000")) {
      URI url = compose("{{ '" + here + "' }}", Optional.empty(), Optional.empty()).url();
      assertThat(url).as(here).hasToString(here + "/people");
    }
    for (String away :
        List.of("http://127.0.0.1.test", "http://localhost.test", "http://1.2.3.4")) {
      assertThatThrownBy(() -> compose("{{ '" + away + "' }}", Optional.empty(), Optional.empty()))
          .as(away)
          .isInstanceOf(RequestConflictException.class);
    }
  }

  @Test
  void takesAnAddressFromSettingsOnlyIfItProvesWhatItIs() {
    assertThatThrownBy(() -> compose("{{ config['site'] }}", Optional.empty(), Optional.empty()))
        .isInstanceOf(RequestConflictException.class)
        .hasMessage("an address made from settings must be https");
    assertThat(compose("{{ config['site'] }}", SANDBOX, Optional.empty()).url())
        .hasToString("http://127.0.0.1:8089/acme/people");
    assertThat(compose("http://intranet.test", Optional.empty(), Optional.empty()).url())
        .as("the manifest's author may write what he likes")
        .hasToString("http://intranet.test/people");
  }
}
