package dev.tidemark.domain.sync;

import static dev.tidemark.domain.sync.Examples.HOURLY;
import static dev.tidemark.domain.sync.Examples.T0;
import static dev.tidemark.domain.sync.Examples.at;
import static dev.tidemark.domain.sync.Examples.begun;
import static dev.tidemark.domain.sync.Examples.created;
import static dev.tidemark.domain.sync.Examples.run;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndedRunTest {
  private final Sync reading = begun(created(HOURLY), T0).sync();
  private final RunId first = reading.currentRun().id().orElseThrow();

  @Test
  void isLostIfTheFactsSaySo() {
    assertThat(EndedRun.between(reading, reading.lost(at(15)), at(20)))
        .contains(new EndedRun(first, new Outcome.Lost(at(15))));
  }

  @Test
  void isCancelledIfItsLeaseStillHeld() {
    assertThat(EndedRun.between(reading, reading.reset(run("again"), at(5)), at(5)))
        .contains(new EndedRun(first, new Outcome.Cancelled(at(5))));
    assertThat(EndedRun.removed(reading, at(5)))
        .contains(new EndedRun(first, new Outcome.Cancelled(at(5))));
  }

  @Test
  void isNoneWhileItGoesOn() {
    assertThat(EndedRun.between(reading, reading.beaten(at(99)), at(5))).isEmpty();
    assertThat(EndedRun.between(reading, reading.cancelled(at(5)), at(5))).isEmpty();
  }

  @Test
  void isNoneIfNoWorkerBeganIt() {
    Sync queued = created(HOURLY);

    assertThat(EndedRun.between(queued, queued.reset(run("again"), at(5)), at(5))).isEmpty();
    assertThat(EndedRun.removed(queued, at(5))).isEmpty();
  }
}
