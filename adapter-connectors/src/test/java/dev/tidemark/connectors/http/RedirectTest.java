package dev.tidemark.connectors.http;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.connectors.support.FakeProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedirectTest {
  private static final Map<String, String> HEADERS = Map.of("Authorization", "Bearer secret");

  private static final AllowedNetworks EVERYWHERE =
      new AllowedNetworks(List.of("0.0.0.0/0", "::/0"));

  private static Reply send(String method, URI url) throws InterruptedException {
    Optional<byte[]> body =
        method.equals("POST")
            ? Optional.of("body".getBytes(StandardCharsets.UTF_8))
            : Optional.empty();
    try (Transport transport = new Transport(HttpLimits.DEFAULT, EVERYWHERE)) {
      return transport.send(
          new HttpCall(method, url, HEADERS, body, HttpCall.Host.OF_INSTALLATION));
    }
  }

  @Test
  void followsWithinTheOriginWithEverything() throws InterruptedException {
    try (FakeProvider provider =
        FakeProvider.start(asked ->
            asked.path().equals("/old") ? json(308, "").with("Location", "/new?x=1") : ok("{}"))) {
      assertThat(send("POST", provider.uri().resolve("/old")))
          .isInstanceOfSatisfying(
              Reply.Answer.class, answer -> assertThat(answer.status()).isEqualTo(200));
      assertThat(provider.lastAsked().method()).isEqualTo("POST");
      assertThat(provider.lastAsked().body()).isEqualTo("body");
      assertThat(provider.lastAsked().parameter("x")).isEqualTo("1");
      assertThat(provider.lastAsked().header("Authorization")).isEqualTo("Bearer secret");
    }
  }

  @Test
  void turnsAPostIntoAGetWhereThatIsAskedFor() throws InterruptedException {
    try (FakeProvider provider =
        FakeProvider.start(asked ->
            asked.path().equals("/old") ? json(303, "").with("Location", "/new") : ok("{}"))) {
      send("POST", provider.uri().resolve("/old"));

      assertThat(provider.lastAsked().method()).isEqualTo("GET");
      assertThat(provider.lastAsked().body()).isEmpty();
    }
  }

  @Test
  void takesNoCredentialsToAnotherOrigin() throws InterruptedException {
    try (FakeProvider other = FakeProvider.start(asked -> ok("{}"));
        FakeProvider provider =
            FakeProvider.start(asked -> json(302, "").with("Location", other.uri() + "/there"))) {
      assertThat(send("GET", provider.uri().resolve("/old"))).isInstanceOf(Reply.Answer.class);
      assertThat(other.lastAsked().path()).isEqualTo("/there");
      assertThat(other.lastAsked().header("Authorization")).isEmpty();
    }
  }

  @Test
  void takesNoBodyToAnotherOrigin() throws InterruptedException {
    try (FakeProvider other = FakeProvider.start(asked -> ok("{}"));
        FakeProvider provider =
            FakeProvider.start(asked -> json(307, "").with("Location", other.uri() + "/there"))) {
      assertThat(send("POST", provider.uri().resolve("/old")))
          .isEqualTo(new Reply.Misdirected("a redirect to another origin"));
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void givesUpOnALoop() throws InterruptedException {
    try (FakeProvider provider =
        FakeProvider.start(asked -> json(302, "").with("Location", "/again"))) {
      assertThat(send("GET", provider.uri().resolve("/")))
          .isEqualTo(new Reply.Misdirected("too many redirects"));
      assertThat(provider.asked()).hasSize(6);
    }
  }

  @Test
  void refusesAPlaceThatIsNone() throws InterruptedException {
    for (String place : List.of("http://", "ftp://x.test/", "http://[bad", "javascript:1")) {
      try (FakeProvider provider =
          FakeProvider.start(asked -> json(302, "").with("Location", place))) {
        assertThat(send("GET", provider.uri().resolve("/")))
            .as(place)
            .isInstanceOf(Reply.Misdirected.class);
      }
    }
  }

  @Test
  void knowsTheOriginOfAUrl() {
    assertThat(Origin.of(URI.create("HTTPS://Api.Test/x")))
        .isEqualTo(Origin.of(URI.create("https://api.test:443/y")))
        .isNotEqualTo(Origin.of(URI.create("http://api.test/")))
        .isNotEqualTo(Origin.of(URI.create("https://api.test:444/")));
  }

  @Test
  void neverGoesFromHttpsToHttp() {
    Redirects.Step step =
        new Redirects(true)
            .next(
                new HttpCall(
                    "GET",
                    URI.create("https://a.test/"),
                    HEADERS,
                    Optional.empty(),
                    HttpCall.Host.OF_INSTALLATION),
                new Reply.Answer(302, Map.of("Location", "http://b.test/"), new byte[0]));
    assertThat(step).isInstanceOf(Redirects.Step.Stop.class);
  }

  @Test
  void putsAnotherAddressInThePlaceOfAnOrigin() {
    OriginOverride override = new OriginOverride(URI.create("http://127.0.0.1:8089/stripe/"));
    assertThat(override.apply(URI.create("https://api.stripe.com/v1/customers?limit=1")))
        .isEqualTo(URI.create("http://127.0.0.1:8089/stripe/v1/customers?limit=1"));
    assertThat(override.apply(URI.create("http://127.0.0.1:8089/stripe/v1/x")))
        .isEqualTo(URI.create("http://127.0.0.1:8089/stripe/v1/x"));
    assertThat(override.apply(URI.create("http://127.0.0.1:8089/v1/x")))
        .isEqualTo(URI.create("http://127.0.0.1:8089/stripe/v1/x"));
  }
}
