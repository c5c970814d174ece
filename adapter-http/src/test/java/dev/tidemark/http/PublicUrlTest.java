package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicUrlTest {
  @Test
  void leadsToThePathsOfAConfiguredAddress() {
    for (Map.Entry<String, String> entry :
        Map.of(
                "https://sync.example.com", "https://sync.example.com/x",
                "https://sync.example.com/", "https://sync.example.com/x",
                "HTTPS://sync.example.com:8443", "https://sync.example.com:8443/x",
                "http://[::1]:8080//", "http://[::1]:8080/x",
                "https://example.com/a/../sync/", "https://example.com/sync/x")
            .entrySet()) {
      assertThat(PublicUrl.of(URI.create(entry.getKey())).at("/x"))
          .isEqualTo(URI.create(entry.getValue()));
    }
    assertThat(PublicUrl.of(URI.create("https://example.com/sync/")).pathOf("/connect"))
        .isEqualTo("/sync/connect");
  }

  @Test
  void isSecureByHttpsOnly() {
    assertThat(PublicUrl.of(URI.create("Https://x.example")).secure()).isTrue();
    assertThat(PublicUrl.of(URI.create("http://https.example")).secure()).isFalse();
    assertThat(PublicUrl.ofListener("127.0.0.1", 80).secure()).isFalse();
  }

  @Test
  void refusesWhatIsNoPublicUrl() {
    for (String url :
        List.of(
            "ftp://x.example",
            "x.example",
            "/x",
            "https:x",
            "https:///x",
            "https://user@x.example",
            "https://x.example?a=b",
            "https://x.example#a",
            "mailto:a@x.example")) {
      assertThatIllegalArgumentException()
          .as(url)
          .isThrownBy(() -> PublicUrl.of(URI.create(url)))
          .withMessageContaining(url);
    }
  }

  @Test
  void isWhereTheServerListensIfNothingIsConfigured() {
    assertThat(PublicUrl.ofListener("127.0.0.1", 8080).at("/x"))
        .isEqualTo(URI.create("http://127.0.0.1:8080/x"));
    assertThat(PublicUrl.ofListener("::1", 8080).at("/x"))
        .isEqualTo(URI.create("http://[::1]:8080/x"));
    assertThat(PublicUrl.ofListener("0.0.0.0", 8080).at("/x"))
        .isEqualTo(URI.create("http://localhost:8080/x"));
    assertThat(PublicUrl.ofListener("::", 8080).at("/x"))
        .isEqualTo(URI.create("http://localhost:8080/x"));
  }

  @Test
  void waitsForThePortThatTheSystemPicks() {
    PublicUrl url = PublicUrl.ofListener("::1", 0);
    assertThatIllegalStateException().isThrownBy(() -> url.at("/x"));

    url.listensOn(4711);
    assertThat(url.at("/x")).isEqualTo(URI.create("http://[::1]:4711/x"));
    url.listensOn(4712);
    assertThat(url.at("/x")).isEqualTo(URI.create("http://[::1]:4711/x"));
  }
}
