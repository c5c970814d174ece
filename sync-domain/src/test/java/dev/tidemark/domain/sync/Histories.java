package dev.tidemark.domain.sync;

import dev.tidemark.domain.sync.Event.Ending;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random lives of a sync. What leads somewhere comes more often than what does not. */
final class Histories {
  private Histories() {}

  /** How a sync is made, and what happens to it then. */
  record History(Schedule schedule, SyncMode mode, boolean awaiting, List<Event> events) {}

  static Arbitrary<History> any() {
    return Combinators.combine(
            schedules(), modes(), seldom(), events().list().ofMinSize(24).ofMaxSize(72))
        .as(History::new);
  }

  private static Arbitrary<SyncMode> modes() {
    return Arbitraries.of(
        SyncMode.FULL, SyncMode.INCREMENTAL, new SyncMode.Incremental(Duration.ofHours(3)));
  }

  private static Arbitrary<Schedule> schedules() {
    Arbitrary<Schedule> every =
        Arbitraries.of(1, 7, 60, 90, 300, 3_600, 86_400, 3 * 86_400)
            .map(seconds -> new Schedule.Every(Duration.ofSeconds(seconds)));
    Arbitrary<Schedule> cron =
        Arbitraries.of("* * * * *", "*/15 * * * *", "0 9 * * 1-5", "30 2 * * *", "0 0 1,15 * *")
            .map(CronExpression::parse)
            .map(expression -> new Schedule.Cron(expression, ZoneId.of("Europe/Berlin")));
    return Arbitraries.frequencyOf(
        Tuple.of(4, every),
        Tuple.of(2, cron),
        Tuple.of(2, Arbitraries.just(new Schedule.Manual())));
  }

  private static Arbitrary<Event> events() {
    return Arbitraries.frequencyOf(
        Tuple.of(10, Arbitraries.just(new Event.DueComes())),
        Tuple.of(26, leases().map(Event.Claimed::new)),
        Tuple.of(8, times().map(Event.TimePasses::new)),
        Tuple.of(4, Arbitraries.just(new Event.LeaseRunsOut())),
        Tuple.of(4, Combinators.combine(workers(), leases()).as(Event.Beaten::new)),
        Tuple.of(8, Combinators.combine(workers(), flags()).as(Event.PageStored::new)),
        Tuple.of(
            6, Combinators.combine(workers(), flags(), times(), flags()).as(Event.Suspended::new)),
        Tuple.of(16, Combinators.combine(workers(), endings(), lags()).as(Event.Ended::new)),
        Tuple.of(4, flags().map(Event.Triggered::new)),
        Tuple.of(6, Arbitraries.just(new Event.Noticed())),
        Tuple.of(2, Arbitraries.just(new Event.StepDone())),
        Tuple.of(4, Arbitraries.just(new Event.CancelAsked())),
        Tuple.of(2, Arbitraries.just(new Event.Paused())),
        Tuple.of(2, Arbitraries.just(new Event.Halted())),
        Tuple.of(3, Arbitraries.just(new Event.Released())),
        Tuple.of(1, Arbitraries.just(new Event.CredentialsRejected())),
        Tuple.of(2, Arbitraries.just(new Event.Reconnected())),
        Tuple.of(1, Arbitraries.just(new Event.Reset())),
        Tuple.of(1, Combinators.combine(schedules(), modes()).as(Event.Rescheduled::new)),
        Tuple.of(2, Arbitraries.just(new Event.Swept())));
  }

  private static Arbitrary<Ending> endings() {
    return Arbitraries.frequency(
        Tuple.of(5, Ending.SUCCEEDED),
        Tuple.of(1, Ending.PARTIAL),
        Tuple.of(2, Ending.FAILED),
        Tuple.of(1, Ending.FAILED_FOR_GOOD),
        Tuple.of(1, Ending.FAILED_WITH_A_TIME),
        Tuple.of(1, Ending.CANCELLED));
  }

  private static Arbitrary<Integer> workers() {
    return Arbitraries.frequency(Tuple.of(10, 0), Tuple.of(1, 1), Tuple.of(1, 5));
  }

  private static Arbitrary<Boolean> seldom() {
    return Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
  }

  private static Arbitrary<Boolean> flags() {
    return Arbitraries.of(true, false);
  }

  private static Arbitrary<Duration> leases() {
    return Arbitraries.of(1, 15, 60).map(Duration::ofSeconds);
  }

  private static Arbitrary<Duration> times() {
    return Arbitraries.of(0L, 1L, 999L, 14_000L, 61_000L, 3_599_999L, 90_000_000L)
        .map(Duration::ofMillis);
  }

  private static Arbitrary<Duration> lags() {
    return Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(1, 90)).map(Duration::ofSeconds);
  }
}
