package dev.tidemark.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTest {
  private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
  private static final Run BEGUN =
      Run.begun(
          new RunId("run-1"),
          new SyncId(
              new ConnectionId(new ProviderId("stripe"), OrganizationId.PLATFORM),
              new ModelName("StripeCustomer")),
          true,
          T0);

  @Test
  void beginsWithOneAttemptAndNothingDone() {
    assertThat(BEGUN.attempts()).isEqualTo(1);
    assertThat(BEGUN.counts()).isEqualTo(RunCounts.NONE);
    assertThat(BEGUN.outcome()).isNull();
    assertThat(BEGUN.full()).isTrue();
    assertThat(BEGUN.startedAt()).isEqualTo(T0);
  }

  @Test
  void addsUpItsPagesOverItsAttempts() {
    Run run =
        BEGUN
            .with(new RunCounts(1, 2, 3, 4))
            .resumed()
            .with(new RunCounts(10, 20, 30, 40))
            .ended(new Outcome.Succeeded(T0.plusSeconds(9)));
    assertThat(run.attempts()).isEqualTo(2);
    assertThat(run.counts()).isEqualTo(new RunCounts(11, 22, 33, 44));
    assertThat(run.outcome()).isEqualTo(new Outcome.Succeeded(T0.plusSeconds(9)));
    assertThat(run.startedAt()).isEqualTo(T0);
    assertThat(run.id()).isEqualTo(BEGUN.id());
    assertThat(run.sync()).isEqualTo(BEGUN.sync());
  }

  @Test
  void doesNotCountDeletionsAsRead() {
    assertThat(new RunCounts(1, 2, 3, 100).read()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0, 0", "0, -1, 0, 0", "0, 0, -1, 0", "0, 0, 0, -1"})
  void refusesNegativeCounts(long inserted, long updated, long unchanged, long deleted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunCounts(inserted, updated, unchanged, deleted))
        .withMessage(
            "counts are not negative, but were %d, %d, %d, %d"
                .formatted(inserted, updated, unchanged, deleted));
  }
}
