package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.Manifests;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateBudgetSharingTest {

  @Test
  void holdsTheOtherReadersOfAConnectionThatWasToldToWait() {
    boolean[] limited = {true};
    try (Acme acme =
        Acme.with(
            Manifests.people().toString(),
            asked ->
                limited[0] ? json(429, "{}").with("Retry-After", "30") : ok("{\"data\":[]}"))) {
      assertThat(acme.failure("AcmePerson")).isInstanceOf(FetchFailure.RateLimited.class);
      limited[0] = false;

      assertThat(acme.failure("AcmePerson"))
          .isEqualTo(
              new FetchFailure.RateLimited(
                  "Acme is asked no more on this connection until 2026-03-01T12:00:30Z",
                  Acme.NOON.plusSeconds(30)));
      assertThat(acme.provider().asked()).hasSize(1);

      try (ModelReader other = acme.open("other", "AcmePerson", true, Optional.empty())) {
        assertThat(other.next()).as("another connection").isInstanceOf(Fetched.Page.class);
      }
      acme.advance(Duration.ofSeconds(30));
      assertThat(acme.full("AcmePerson", new Acme.Copy()).pages()).hasSize(1);
    }
  }

  @Test
  void givesTheWorkerBackWhenTheRateBudgetAsksForALongWait() {
    String manifest =
        Manifests.people()
            .metadata("x-tidemark-rate-budget: {requests_per_second: 0.01}")
            .toString();
    try (Acme acme = Acme.with(manifest, asked -> ok("{\"data\":[]}"))) {
      acme.full("AcmePerson", new Acme.Copy());

      FetchFailure.RateLimited limited = (FetchFailure.RateLimited) acme.failure("AcmePerson");
      assertThat(limited.resumeAt())
          .isBetween(Acme.NOON.plusSeconds(60), Acme.NOON.plusSeconds(100));
      assertThat(acme.provider().asked()).hasSize(1);
    }
  }

  @Test
  void asksNothingAfterATokenEndpointHasAskedForPatience() {
    Tokens tokens = new Tokens();
    tokens.answer = number -> json(429, "{}").with("Retry-After", "30");
    try (Acme acme = Logins.acme(Logins.OAUTH, tokens)) {
      for (int reader = 0; reader < 2; reader++) {
        assertThat(acme.failure("AcmePerson"))
            .isInstanceOfSatisfying(
                FetchFailure.RateLimited.class,
                limited -> assertThat(limited.resumeAt()).isEqualTo(Acme.NOON.plusSeconds(30)));
      }
      assertThat(tokens.given).hasValue(1);
    }
  }
}
