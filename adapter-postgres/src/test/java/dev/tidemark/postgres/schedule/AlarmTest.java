package dev.tidemark.postgres.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In real time; that it does not ring is seen by what rings next. */
@Timeout(60)
class AlarmTest {
  private static final InstantSource CLOCK = InstantSource.system();

  private final BlockingQueue<Instant> rings = new LinkedBlockingQueue<>();
  private final Alarm alarm = new Alarm(CLOCK, () -> rings.add(CLOCK.instant()));

  @BeforeEach
  void start() {
    alarm.start();
  }

  @AfterEach
  void stop() {
    alarm.stop();
  }

  private static Instant in(long millis) {
    return CLOCK.instant().plusMillis(millis);
  }

  private Instant nextRing() throws InterruptedException {
    Instant ring = rings.poll(30, TimeUnit.SECONDS);
    assertThat(ring).as("a ring").isNotNull();
    return ring;
  }

  private void ringsNotBefore(Instant at) throws InterruptedException {
    assertThat(nextRing()).isAfterOrEqualTo(at);
    assertThat(rings).isEmpty();
  }

  @Test
  void ringsWhenSomethingIsDueAndNotBefore() throws InterruptedException {
    Instant due = in(200);
    alarm.dueAt(due);

    ringsNotBefore(due);
  }

  @Test
  void ringsForTheEarliestOfAll() throws InterruptedException {
    Instant due = in(100);
    alarm.dueAt(in(3_600_000));
    alarm.dueAt(due);
    alarm.dueAt(in(1_800_000));

    assertThat(nextRing()).isBetween(due, due.plusSeconds(20));
  }

  @Test
  void ringsAtOnceForWhatIsOverdueHoweverLong() throws InterruptedException {
    alarm.dueAt(Instant.parse("1970-01-01T00:00:00Z"));
    nextRing();
  }

  @Test
  void sleepsHoweverFarAwayTheNextIs() throws InterruptedException {
    alarm.dueAt(Instant.parse("+900000-01-01T00:00:00Z"));
    Instant due = in(200);
    alarm.dueAt(due);

    ringsNotBefore(due);
  }

  @Test
  void makesFewRingsOfWhatManyAskForAtOnce() throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      alarm.dueAt(in(-1000));
    }
    nextRing();
    Instant due = in(200);
    alarm.nothingLeft(alarm.look(), Optional.of(due));

    int early = 0;
    while (nextRing().isBefore(due)) {
      early++;
    }
    assertThat(early).isLessThan(20);
  }

  @Test
  void ringsAtTheInstantThatALookHasFound() throws InterruptedException {
    Alarm.Look look = alarm.look();
    Instant due = in(200);
    alarm.nothingLeft(look, Optional.of(due));

    ringsNotBefore(due);
  }

  @Test
  void ringsForWhatWasScheduledDuringALookThatHasNotSeenIt() throws InterruptedException {
    Alarm.Look look = alarm.look();
    Instant due = in(100);
    alarm.dueAt(due);
    alarm.nothingLeft(look, Optional.of(in(3_600_000)));

    assertThat(nextRing()).isBetween(due, due.plusSeconds(20));
  }

  @Test
  void forgetsWhatALookWouldHaveFoundIfItWereStillThere() throws InterruptedException {
    alarm.dueAt(in(100));
    Alarm.Look look = alarm.look();
    Instant due = in(400);
    alarm.nothingLeft(look, Optional.of(due));

    ringsNotBefore(due);
  }

  @Test
  void doesNotRingForASlotIfNothingWaitsForOne() throws InterruptedException {
    alarm.nothingLeft(alarm.look(), Optional.empty());
    alarm.slotFreed();
    Instant due = in(300);
    alarm.dueAt(due);

    ringsNotBefore(due);
  }

  @Test
  void ringsWithEachSlotThatBecomesFreeWhileSomethingWaitsForOne() throws InterruptedException {
    alarm.waitsForSlot();
    for (int i = 0; i < 3; i++) {
      alarm.slotFreed();
      nextRing();
      alarm.look();
      alarm.waitsForSlot();
    }
    Instant due = in(300);
    alarm.dueAt(due);

    ringsNotBefore(due);
  }

  @Test
  void ringsForASlotThatBecameFreeBeforeItWasSaidThatOneIsWaitedFor() throws InterruptedException {
    alarm.look();
    alarm.slotFreed();
    alarm.waitsForSlot();

    nextRing();
  }

  @Test
  void ringsWithAFreeSlotIfNobodyCouldLookWhenItRangForAllSlotsWereTaken()
      throws InterruptedException {
    alarm.dueAt(in(-1000));
    nextRing();

    alarm.slotFreed();

    nextRing();
    Instant due = in(300);
    alarm.dueAt(due);
    ringsNotBefore(due);
  }

  @Test
  void isQuietWhileNothingCanBeClaimedAndRingsThen() throws InterruptedException {
    Instant end = in(400);
    alarm.quiet(Duration.ofMillis(400));
    alarm.dueAt(in(-1000));
    alarm.waitsForSlot();
    alarm.slotFreed();

    assertThat(nextRing()).isAfterOrEqualTo(end.minusMillis(5));
  }
}
