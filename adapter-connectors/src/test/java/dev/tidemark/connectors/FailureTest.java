package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.http.HttpLimits;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.FakeProvider;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.failure.FetchFailure;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FailureTest {
  private static final HttpLimits SMALL =
      new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 10_000);
  private static final HttpLimits IMPATIENT =
      new HttpLimits(Duration.ofSeconds(10), Duration.ofMillis(300), 10_000);

  private static FetchFailure failure(String manifest, Answer answer) {
    try (Acme acme = Acme.with(manifest, SMALL, asked -> answer)) {
      return acme.failure("AcmePerson");
    }
  }

  private static FetchFailure failure(Answer answer) {
    return failure(Manifests.people().toString(), answer);
  }

  private static Manifests handling(String lines) {
    return Manifests.people().requester("error_handler:\n" + lines.indent(2));
  }

  @Test
  void tellsStatusesApart() {
    String body = "{\"error\":{\"message\":\"No such thing\"}}";
    assertThat(failure(json(401, body)))
        .isEqualTo(
            new FetchFailure.CredentialsRejected("Acme answered 401 to AcmePerson: No such thing"));
    assertThat(failure(json(403, body))).isInstanceOf(FetchFailure.PermissionDenied.class);
    assertThat(failure(json(404, body))).isInstanceOf(FetchFailure.RequestRefused.class);
    assertThat(failure(json(408, body))).isInstanceOf(FetchFailure.ProviderUnavailable.class);
    assertThat(failure(json(410, body))).isInstanceOf(FetchFailure.RequestRefused.class);
    assertThat(failure(json(429, body)))
        .isEqualTo(
            new FetchFailure.RateLimited("Acme answered 429 to AcmePerson: No such thing", null));
    assertThat(failure(json(503, body)))
        .isEqualTo(
            new FetchFailure.ProviderUnavailable(
                "Acme answered 503 to AcmePerson: No such thing", null));
  }

  @Test
  void honoursRetryAfterInSecondsAndAsADate() {
    assertThat(failure(json(429, "{}").with("Retry-After", "17")))
        .isEqualTo(
            new FetchFailure.RateLimited(
                "Acme answered 429 to AcmePerson", Acme.NOON.plusSeconds(17)));
    assertThat(failure(json(503, "{}").with("Retry-After", "Sun, 01 Mar 2026 12:00:30 GMT")))
        .isEqualTo(
            new FetchFailure.ProviderUnavailable(
                "Acme answered 503 to AcmePerson", Acme.NOON.plusSeconds(30)));
    assertThat(failure(json(429, "{}").with("Retry-After", "soon")))
        .isEqualTo(new FetchFailure.RateLimited("Acme answered 429 to AcmePerson", null));
  }

  @Test
  void takesTheCheckpointForExpiredWhenTheManifestSaysSo() {
    assertThat(
            failure(
                Manifests.people().stream("x-tidemark-checkpoint-expired: [410]").toString(),
                json(410, "{\"message\":\"sync token too old\"}")))
        .isEqualTo(
            new FetchFailure.CheckpointExpired(
                "Acme answered 410 to AcmePerson: sync token too old"));
  }

  @Test
  void letsTheFirstMatchingFilterDecide() {
    String manifest =
        handling(
                """
                type: DefaultErrorHandler
                response_filters:
                  - {type: HttpResponseFilter, http_codes: [404], action: IGNORE}
                  - type: HttpResponseFilter
                    predicate: "{{ response.get('ok') is false and response.error == 'ratelimited' }}"
                    action: RATE_LIMITED
                  - type: HttpResponseFilter
                    predicate: "{{ response.get('ok') is false }}"
                    action: FAIL
                    failure_type: config_error
                    error_message: "Acme says {{ response['error'] }}"
                  - {type: HttpResponseFilter, error_message_contains: try again, action: RETRY}
                  - {type: HttpResponseFilter, http_codes: [404], action: FAIL}
                """)
            .toString();
    assertThat(failure(manifest, ok("{\"ok\":false,\"error\":\"ratelimited\"}")))
        .isInstanceOf(FetchFailure.RateLimited.class);
    assertThat(failure(manifest, ok("{\"ok\":false,\"error\":\"account_inactive\"}")))
        .isEqualTo(
            new FetchFailure.Misconfigured(
                "Acme answered 200 to AcmePerson: Acme says account_inactive"));
    assertThat(failure(manifest, json(400, "{\"detail\":\"please try again\"}")))
        .isInstanceOf(FetchFailure.ProviderUnavailable.class);
    try (Acme acme = Acme.with(manifest, asked -> json(404, "{\"data\":[{\"id\":1}]}"))) {
      assertThat(acme.full("AcmePerson", new Acme.Copy()).records()).isEmpty();
    }
  }

  @Test
  void asksTheNextHandlerWhenOneFindsAFailure() {
    String manifest =
        handling(
                """
                type: CompositeErrorHandler
                error_handlers:
                  - response_filters:
                      - {http_codes: [400], action: FAIL, error_message: first}
                    backoff_strategies:
                      - {type: ConstantBackoffStrategy, backoff_time_in_seconds: 20}
                  - response_filters:
                      - {http_codes: [400], action: RETRY, error_message: second}
                """)
            .toString();
    assertThat(failure(manifest, json(400, "{}")))
        .isEqualTo(
            new FetchFailure.ProviderUnavailable(
                "Acme answered 400 to AcmePerson: second", Acme.NOON.plusSeconds(20)));
  }

  @Test
  void turnsEveryBackOffIntoAHint() {
    assertThat(
            hint("{type: ConstantBackoffStrategy, backoff_time_in_seconds: 2.5}", json(503, "{}")))
        .isEqualTo(Acme.NOON.plusMillis(2500));
    assertThat(hint("{type: ExponentialBackoffStrategy, factor: 3}", json(503, "{}")))
        .isEqualTo(Acme.NOON.plusSeconds(6));
    assertThat(hint("{type: ExponentialBackoffStrategy}", json(503, "{}")))
        .isEqualTo(Acme.NOON.plusSeconds(10));
    assertThat(
            hint(
                "{type: WaitTimeFromHeader, header: X-Wait, regex: '[0-9]+'}",
                json(503, "{}").with("X-Wait", "45s")))
        .isEqualTo(Acme.NOON.plusSeconds(45));
    String reset = String.valueOf(Acme.NOON.getEpochSecond() + 90);
    assertThat(
            hint(
                "{type: WaitUntilTimeFromHeader, header: X-Reset, min_wait: 5}",
                json(503, "{}").with("X-Reset", reset)))
        .isEqualTo(Acme.NOON.plusSeconds(90));
    assertThat(
            hint("{type: WaitUntilTimeFromHeader, header: X-Reset, min_wait: 5}", json(503, "{}")))
        .isEqualTo(Acme.NOON.plusSeconds(5));
    assertThat(
            hint(
                "{type: WaitTimeFromHeader, header: X-Wait}",
                json(503, "{}").with("Retry-After", "8")))
        .as("falls back to what the answer says by itself")
        .isEqualTo(Acme.NOON.plusSeconds(8));
  }

  private static Instant hint(String strategy, Answer answer) {
    String manifest =
        handling("type: DefaultErrorHandler\nbackoff_strategies:\n  - " + strategy).toString();
    return ((FetchFailure.ProviderUnavailable) failure(manifest, answer)).retryAt();
  }

  @Test
  void takesANumberThatIsOutOfRangeForABrokenAnswer() {
    String page = "{\"data\":[{\"id\":1e99999999999}]}";
    assertThat(failure(ok(page)))
        .isEqualTo(
            new FetchFailure.InvalidData(
                "Acme gave an unusable answer to AcmePerson: its JSON is cut off or malformed"));
    assertThat(failure(json(503, page))).isInstanceOf(FetchFailure.ProviderUnavailable.class);
  }

  @Test
  void takesBrokenAnswersForInvalidDataThatMayPass() {
    assertThat(failure(ok("{\"data\":[{\"id\":\"a\"},")))
        .isEqualTo(
            new FetchFailure.InvalidData(
                "Acme gave an unusable answer to AcmePerson: its JSON is cut off or malformed"));
    assertThat(failure(ok("{\"data\":[{\"id\":\"a\"}]}").cutOff()))
        .isInstanceOf(FetchFailure.InvalidData.class);
    assertThat(failure(ok("{\"data\":[]} trailing"))).isInstanceOf(FetchFailure.InvalidData.class);
    assertThat(failure(ok(""))).isInstanceOf(FetchFailure.InvalidData.class);
    assertThat(failure(ok("<html>maintenance</html>")))
        .isInstanceOf(FetchFailure.InvalidData.class);
    assertThat(failure(ok("{}").with("Content-Encoding", "gzip")))
        .isInstanceOf(FetchFailure.InvalidData.class);
    assertThat(failure(ok("[".repeat(2000)))).isInstanceOf(FetchFailure.InvalidData.class);
  }

  @Test
  void doesNotReadMoreThanIsAllowed() {
    String large = "{\"data\":[{\"id\":\"" + "x".repeat(20_000) + "\"}]}";
    assertThat(failure(ok(large)))
        .isEqualTo(
            new FetchFailure.InvalidData(
                "Acme gave an unusable answer to AcmePerson: "
                    + "the answer is larger than the allowed 10000 bytes"));
    assertThat(failure(ok(large).zipped()))
        .as("also when it only becomes large by unpacking")
        .isInstanceOf(FetchFailure.InvalidData.class)
        .extracting(FetchFailure::message)
        .asString()
        .contains("larger");
  }

  @Test
  void readsACompressedAnswer() {
    try (Acme acme =
        Acme.with(
            Manifests.people().toString(), asked -> ok("{\"data\":[{\"id\":\"a\"}]}").zipped())) {
      assertThat(acme.full("AcmePerson", new Acme.Copy()).records()).containsOnlyKeys("a");
      assertThat(acme.provider().lastAsked().header("Accept-Encoding")).isEqualTo("gzip");
    }
  }

  @Test
  void takesSilenceForANetworkFailure() {
    CountDownLatch never = new CountDownLatch(1);
    try (Acme acme =
        Acme.with(
            Manifests.people().toString(),
            IMPATIENT,
            asked -> {
              await(never);
              return ok("{}");
            })) {
      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.NetworkFailed(
                  "Acme could not be reached for AcmePerson: no whole answer within 0.3 s"));
      never.countDown();
    }
    assertThat(failure(FakeProvider.hangUp())).isInstanceOf(FetchFailure.NetworkFailed.class);
  }

  @Test
  void takesARefusedConnectionForANetworkFailure() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    String manifest = Manifests.people().toString();
    try (Acme acme = Acme.at(manifest, URI.create("http://127.0.0.1:" + free + "/"))) {
      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.NetworkFailed(
                  "Acme could not be reached for AcmePerson: the connection was refused"));
    }
  }

  @Test
  void followsNoRedirectIntoItsOwnNetwork() {
    try (Acme other = Acme.with(Manifests.people().toString(), asked -> ok("{\"data\":[]}"));
        Acme acme =
            Acme.with(
                Manifests.people().toString(),
                asked -> json(302, "").with("Location", other.provider().uri() + "/"))) {
      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.RequestRefused(
                  "Acme answered AcmePerson with a redirect to an address outside the public"
                      + " internet"));
      assertThat(other.provider().asked()).isEmpty();
    }
  }

  @Test
  @Timeout(30)
  void givesUpAtOnceWhenItsThreadIsInterrupted() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (Acme acme =
        Acme.with(
            Manifests.people().toString(),
            asked -> {
              arrived.countDown();
              await(never);
              return ok("{}");
            })) {
      Fetched[] fetched = new Fetched[1];
      boolean[] interrupted = new boolean[1];
      Thread reading =
          Thread.ofVirtual()
              .start(() -> {
                try (ModelReader reader = acme.open("AcmePerson", true, Optional.empty())) {
                  fetched[0] = reader.next();
                  interrupted[0] = Thread.currentThread().isInterrupted();
                }
              });
      arrived.await();
      reading.interrupt();
      reading.join();

      assertThat(fetched[0]).isInstanceOf(Fetched.Failed.class);
      assertThat(interrupted[0]).isTrue();
      never.countDown();
    }
  }

  @Test
  void showsNoSecretOfAnErrorThatRepeatsIt() {
    String basic = "a2V5X2xpdmVfMDEyMzQ1Njc4OTo=";
    List<Answer> answers =
        List.of(
            json(400, "{\"message\":\"bad key " + Acme.KEY + "\"}"),
            json(400, "{\"message\":\"Authorization: Bearer " + Acme.KEY + "\"}"),
            json(400, "{\"message\":\"got Basic " + basic + "\"}"),
            json(400, "{\"message\":\"see https://api.acme.test/x?token=" + Acme.KEY + "&a=b\"}"),
            new Answer(500, Map.of(), ("oops " + Acme.KEY).getBytes(StandardCharsets.UTF_8), 26),
            ok("{\"data\":[{\"name\":\"" + Acme.KEY + "\"}]}"));
    for (Answer answer : answers) {
      assertThat(failure(answer).message())
          .doesNotContain(Acme.KEY)
          .doesNotContain(basic)
          .doesNotContain("token=");
    }
  }

  @Test
  void showsNothingOfAnHtmlPage() {
    assertThat(failure(json(502, "<html><body>nginx</body></html>")).message())
        .isEqualTo("Acme answered 502 to AcmePerson");
  }

  @Test
  void doesNotSendACredentialThatBreaksAHeader() {
    try (Acme acme =
        Acme.with(Manifests.people().toString(), asked -> ok("{}"))
            .connectedWith(Map.of("apiKey", "key_1\r\nX-Evil: yes"))) {
      FetchFailure failure = acme.failure("AcmePerson");

      assertThat(failure).isInstanceOf(FetchFailure.Misconfigured.class);
      assertThat(failure.message()).doesNotContain("Evil");
      assertThat(acme.provider().asked()).isEmpty();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void fallsBackToTheProvidersWordsWhenAMessageCannotBeMade() {
    String lines =
        """
        type: DefaultErrorHandler
        response_filters:
          - type: HttpResponseFilter
            http_codes: [400]
            action: FAIL
            error_message: "{{ response.errors[0].text }}"
        """;
    assertThat(failure(handling(lines).toString(), json(400, "{\"message\":\"No such thing\"}")))
        .isEqualTo(
            new FetchFailure.RequestRefused("Acme answered 400 to AcmePerson: No such thing"));
  }

  @Test
  void blamesTheAnswerForALinkThatCannotBeFollowed() {
    String linked =
        Manifests.people()
            .retriever(
                """
                paginator:
                  type: DefaultPaginator
                  page_token_option: {type: RequestPath}
                  pagination_strategy:
                    type: CursorPagination
                    cursor_value: "{{ response['next'] }}"
                """)
            .toString();
    for (String link :
        List.of("https://evil.test/people", "mailto:acme", "http://[bad", "https://u@x.test/")) {
      try (Acme acme =
              Acme.with(
                  linked, asked -> ok("{\"data\":[{\"id\":\"1\"}],\"next\":\"" + link + "\"}"));
          ModelReader reader = acme.open("AcmePerson", true, Optional.empty())) {
        assertThat(reader.next()).isInstanceOf(Fetched.Page.class);
        assertThat(((Fetched.Failed) reader.next()).failure())
            .as(link)
            .isInstanceOf(FetchFailure.InvalidData.class);
        assertThat(acme.provider().asked()).hasSize(1);
      }
    }
  }
}
