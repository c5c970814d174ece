package dev.tidemark.testkit;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.CronExpression;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.FencingToken;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Syncs in every state there is. */
final class ManyFacts {
  private static final String ODD = "\"'`\\ %s {} \u00e4\u00df \u6d77 \ud83c\udf0a \t\n end ";

  /** What a provider may have said; no database likes all of it. */
  private static final String SAID = ODD + "\u0000 \u0001 \ud800 \ud7ff";

  private static final RunId RUN = new RunId("run-1");
  private static final FencingToken TOKEN = new FencingToken(1L << 40);
  private static final Instant LATER = Fixtures.noonPlus(15);

  private static final List<CurrentRun> RUNS =
      List.of(
          new CurrentRun.None(),
          new CurrentRun.Queued(RUN, LATER, true),
          new CurrentRun.Queued(RUN, LATER, false),
          new CurrentRun.Running(RUN, TOKEN, Fixtures.NOON, LATER, 3),
          new CurrentRun.Cancelling(RUN, TOKEN, Fixtures.NOON, LATER, 2),
          new CurrentRun.WaitingRateLimit(RUN, Fixtures.NOON, LATER, 1),
          new CurrentRun.WaitingRetry(
              RUN, Fixtures.NOON, LATER, 4, new Failure(FailureCode.NETWORK, true, SAID, SAID)));

  private static final List<Hold> HOLDS =
      List.of(
          new Hold.None(),
          new Hold.PausedByUser(LATER),
          new Hold.HaltedBySystem(Fixtures.failure(FailureCode.AUTH), LATER),
          new Hold.AwaitingSetup("a step", LATER));

  private static final List<Schedule> SCHEDULES =
      List.of(
          new Schedule.Every(Duration.ofSeconds(1)),
          new Schedule.Every(Duration.ofDays(366)),
          new Schedule.Cron(CronExpression.parse("*/15 8-18 * jan-mar 1,5"), ZoneId.of("UTC")),
          new Schedule.Cron(CronExpression.parse("0 3 29 2 *"), ZoneId.of("Australia/Lord_Howe")),
          new Schedule.Manual());

  private static final List<SyncMode> MODES =
      List.of(SyncMode.FULL, SyncMode.INCREMENTAL, new SyncMode.Incremental(Duration.ofHours(30)));

  /** Null stands for none. */
  private static final List<Outcome.@Nullable Real> OUTCOMES = outcomes();

  private ManyFacts() {}

  private static List<Outcome.@Nullable Real> outcomes() {
    List<Outcome.@Nullable Real> outcomes = new ArrayList<>();
    outcomes.add(null);
    outcomes.add(new Outcome.Succeeded(Fixtures.NOON));
    outcomes.add(new Outcome.Lost(Fixtures.NOON));
    outcomes.add(
        new Outcome.Partial(
            Fixtures.NOON, Fixtures.failure(FailureCode.INVALID_DATA), 1L << 33, 1L << 34));
    Arrays.stream(FailureCode.values())
        .map(code -> new Outcome.Failed(Fixtures.NOON, Fixtures.failure(code)))
        .forEach(outcomes::add);
    return outcomes;
  }

  /** Syncs of one connection, of which each state is that of one at least. */
  static List<Sync> of(ConnectionId connection) {
    List<Sync> all = new ArrayList<>();
    for (int i = 0; i < OUTCOMES.size(); i++) {
      all.add(state(i, new SyncId(connection, new ModelName("Model" + i))));
    }
    return all;
  }

  /** The same states one after the other, all of one sync. */
  static List<Sync> of(SyncId id) {
    List<Sync> all = new ArrayList<>();
    for (int i = 0; i < OUTCOMES.size(); i++) {
      all.add(state(i, id));
    }
    return all;
  }

  private static Sync state(int i, SyncId id) {
    Outcome.@Nullable Real outcome = OUTCOMES.get(i);
    return new Sync(
        id,
        SCHEDULES.get(i % SCHEDULES.size()),
        MODES.get(i % MODES.size()),
        HOLDS.get(i % HOLDS.size()),
        RUNS.get(i % RUNS.size()),
        outcome,
        outcome == null ? null : Fixtures.NOON,
        i % 3 == 0 ? null : LATER,
        Fixtures.NOON,
        i % 4 == 0 ? null : new Checkpoint(i % 4 == 1 ? "x".repeat(1 << 20) : SAID),
        i % 5 == 0 ? null : RUN,
        i % 3 == 1 ? null : LATER,
        i % 4 == 2 ? null : LATER,
        TOKEN,
        i,
        i + 1);
  }
}
