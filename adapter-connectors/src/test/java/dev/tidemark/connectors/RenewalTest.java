package dev.tidemark.connectors;

import static dev.tidemark.connectors.Logins.OAUTH;
import static dev.tidemark.connectors.Logins.acme;
import static dev.tidemark.connectors.Logins.shown;
import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.FakeProvider;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to a connection's access token when it ends, or the provider says so. */
class RenewalTest {
  private static final int READERS = 20;

  @Test
  void renewsOnceForTwentyReadersThatAreRefusedAtTheSameTime() throws Exception {
    Tokens tokens = new Tokens();
    CountDownLatch refused = new CountDownLatch(READERS);
    Function<Asked, Answer> provider =
        asked -> {
          if (asked.header("Authorization").equals("Bearer access-1")) {
            refused.countDown();
            await(refused);
            return json(401, "{}");
          }
          return tokens.apply(asked);
        };
    try (Acme acme = acme(OAUTH, provider)) {
      // The first token is got by the first of them, too.
      List<Future<Fetched>> read = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < READERS; i++) {
          read.add(
              threads.submit(() -> {
                try (ModelReader reader = acme.open("AcmePerson", true, Optional.empty())) {
                  return reader.next();
                }
              }));
        }
      }
      for (Future<Fetched> one : read) {
        Fetched.Page page = (Fetched.Page) one.get();
        assertThat(page.records().get(0).key().value()).isEqualTo("Bearer access-2");
      }
      assertThat(tokens.given).as("one to begin with, and one in place of it").hasValue(2);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("the others did not come");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Answer> troubles() {
    return Stream.of(
        json(503, "{}"), json(429, "{}"), ok("<html>"), json(404, "{}"), FakeProvider.hangUp());
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void goesOnWithATokenThatIsAboutToEndWhenItCannotBeRenewed(Answer trouble) {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(OAUTH, tokens)) {
      shown(acme);
      Function<Integer, Answer> usual = tokens.answer;
      tokens.answer = number -> trouble;
      acme.advance(Duration.ofMinutes(59).plusSeconds(30));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      acme.advance(Duration.ofSeconds(5));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      assertThat(tokens.given).as("not tried again at every request").hasValue(2);
      tokens.answer = usual;
      acme.advance(Duration.ofSeconds(6));
      assertThat(shown(acme)).as("tried again after a while").isEqualTo("[Bearer access-3]");
    }
  }

  @Test
  void failsWhenTheTokenHasEndedAndCannotBeRenewed() {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(OAUTH, tokens)) {
      shown(acme);
      tokens.answer = number -> json(503, "{}");
      acme.advance(Duration.ofHours(1));
      assertThat(acme.failure("AcmePerson")).isInstanceOf(FetchFailure.ProviderUnavailable.class);
    }
  }

  @Test
  void doesNotUseATokenThatWasRefusedHoweverLongItWasToLast() {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(OAUTH, tokens)) {
      shown(acme);
      tokens.taken = "another";
      tokens.answer = number -> json(503, "{}");
      assertThat(acme.failure("AcmePerson")).isInstanceOf(FetchFailure.ProviderUnavailable.class);
    }
  }

  @Test
  void rejectsCredentialsWhoseRefreshTokenIsRevokedEvenBeforeTheAccessTokenEnds() {
    Tokens tokens = new Tokens();
    try (Acme acme = acme(OAUTH, tokens)) {
      shown(acme);
      tokens.answer = number -> json(400, "{\"error\":\"invalid_grant\"}");
      acme.advance(Duration.ofMinutes(59).plusSeconds(30));
      assertThat(acme.failure("AcmePerson")).isInstanceOf(FetchFailure.CredentialsRejected.class);
    }
  }

  @Test
  void goesOnWithTheFormerTokenWhileARotatedOneCannotBeKept() {
    Tokens tokens = new Tokens();
    tokens.answer =
        number ->
            ok(
                "{\"access_token\":\"access-%1$d\",\"refresh_token\":\"refresh-%1$d\"}"
                    .formatted(number));
    try (Acme acme = acme(OAUTH, tokens)) {
      shown(acme);
      acme.vault().isBroken(true);
      acme.advance(Duration.ofMinutes(59).plusSeconds(30));
      assertThat(shown(acme)).isEqualTo("[Bearer access-1]");
      acme.vault().isBroken(false);
      acme.advance(Duration.ofSeconds(20));
      assertThat(shown(acme)).isEqualTo("[Bearer access-2]");
      assertThat(tokens.given).as("what had come was kept first").hasValue(2);
    }
  }
}
