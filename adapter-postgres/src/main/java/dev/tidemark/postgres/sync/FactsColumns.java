package dev.tidemark.postgres.sync;

import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.CronExpression;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.FencingToken;
import dev.tidemark.domain.sync.Hold;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncMode;
import dev.tidemark.postgres.jdbc.Row;
import dev.tidemark.postgres.text.Exact;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The facts of a sync as the columns of table {@code syncs} have them, its id left out. */
final class FactsColumns {
  private static final List<String> NAMES =
      List.of(
          "schedule",
          "every_seconds",
          "cron",
          "cron_zone",
          "mode",
          "full_pass_every_ms",
          "hold",
          "hold_at",
          "hold_failure",
          "hold_step",
          "run",
          "run_id",
          "run_at",
          "run_full",
          "run_token",
          "lease_until",
          "run_attempt",
          "resume_at",
          "run_failure",
          "outcome",
          "outcome_at",
          "outcome_failure",
          "outcome_stored",
          "outcome_expected",
          "last_succeeded_at",
          "last_data_at",
          "scheduled_from",
          "checkpoint",
          "full_pass",
          "last_full_pass_at",
          "noticed_at",
          "token",
          "failures",
          "epoch");

  /** {@code a, b}, for an insert. */
  static final String LIST = String.join(", ", NAMES);

  /** {@code ?, ?}, for an insert. */
  static final String PLACES =
      NAMES.stream().map(FactsColumns::place).collect(Collectors.joining(", "));

  /** {@code a = ?}, for an update, in the order of the columns. */
  private static final List<String> ASSIGNMENTS =
      NAMES.stream().map(name -> name + " = " + place(name)).toList();

  private FactsColumns() {}

  /**
   * The columns in which facts differ.
   *
   * @param assignments {@code a = ?, b = ?}, for an update
   * @param values what they become
   */
  record Difference(String assignments, List<@Nullable Object> values) {
    boolean isEmpty() {
      return values.isEmpty();
    }
  }

  /** What makes a row that has some facts one that has the others. */
  static Difference difference(Sync row, Sync after) {
    List<@Nullable Object> before = values(row);
    List<@Nullable Object> wanted = values(after);
    StringJoiner assignments = new StringJoiner(", ");
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      if (!Objects.equals(before.get(i), wanted.get(i))) {
        assignments.add(ASSIGNMENTS.get(i));
        values.add(wanted.get(i));
      }
    }
    return new Difference(assignments.toString(), values);
  }

  private static String place(String name) {
    return switch (name) {
      case "hold_failure", "run_failure", "outcome_failure" -> "?::jsonb";
      case "every_seconds",
          "full_pass_every_ms",
          "run_token",
          "outcome_stored",
          "outcome_expected" ->
          "?::bigint";
      case "run_attempt" -> "?::int";
      case "run_full" -> "?::boolean";
      default -> name.endsWith("_at") || name.endsWith("_until") ? "?::timestamptz" : "?";
    };
  }

  /** The values of all columns, in the order of {@link #LIST}. */
  static List<@Nullable Object> values(Sync sync) {
    List<@Nullable Object> values = new ArrayList<>(NAMES.size());
    addSchedule(values, sync.schedule());
    addMode(values, sync.mode());
    addHold(values, sync.hold());
    addRun(values, sync.currentRun());
    OutcomeColumns outcome = OutcomeColumns.of(sync.lastOutcome());
    values.add(outcome.outcome());
    values.add(outcome.at());
    values.add(outcome.failure());
    values.add(outcome.stored());
    values.add(outcome.expected());
    values.add(sync.lastSucceededAt());
    values.add(sync.lastDataAt());
    values.add(sync.scheduledFrom());
    Checkpoint checkpoint = sync.checkpoint();
    values.add(checkpoint == null ? null : Exact.kept(checkpoint.value()));
    RunId fullPass = sync.fullPass();
    values.add(fullPass == null ? null : fullPass.value());
    values.add(sync.lastFullPassAt());
    values.add(sync.noticedAt());
    values.add(sync.token().value());
    values.add(sync.failuresInARow());
    values.add(sync.epoch());
    return values;
  }

  private static void add(List<@Nullable Object> values, @Nullable Object... more) {
    for (Object value : more) {
      values.add(value);
    }
  }

  private static void addSchedule(List<@Nullable Object> values, Schedule schedule) {
    switch (schedule) {
      case Schedule.Every every -> add(values, "every", every.interval().toSeconds(), null, null);
      case Schedule.Cron cron ->
          add(values, "cron", null, cron.expression().toString(), cron.zone().getId());
      case Schedule.Manual manual -> add(values, "manual", null, null, null);
    }
  }

  private static void addMode(List<@Nullable Object> values, SyncMode mode) {
    switch (mode) {
      case SyncMode.Full full -> add(values, "full", null);
      case SyncMode.Incremental incremental -> {
        Duration every = incremental.fullPassEvery();
        add(values, "incremental", every == null ? null : every.toMillis());
      }
    }
  }

  private static void addHold(List<@Nullable Object> values, Hold hold) {
    switch (hold) {
      case Hold.None none -> add(values, null, null, null, null);
      case Hold.PausedByUser paused -> add(values, "paused", paused.at(), null, null);
      case Hold.HaltedBySystem halted ->
          add(values, "halted", halted.at(), FailureColumn.of(halted.reason()), null);
      case Hold.AwaitingSetup awaiting ->
          add(values, "awaiting_setup", awaiting.at(), null, awaiting.step());
    }
  }

  private static void addRun(List<@Nullable Object> values, CurrentRun run) {
    switch (run) {
      case CurrentRun.None none -> add(values, new Object[9]);
      case CurrentRun.Queued queued ->
          add(
              values,
              "queued",
              queued.run().value(),
              queued.at(),
              queued.full(),
              null,
              null,
              null,
              null,
              null);
      case CurrentRun.Running running -> addWorking(values, "running", running);
      case CurrentRun.Cancelling cancelling -> addWorking(values, "cancelling", cancelling);
      case CurrentRun.WaitingRateLimit limit ->
          addWaiting(values, "waiting_rate_limit", limit, null);
      case CurrentRun.WaitingRetry retry ->
          addWaiting(values, "waiting_retry", retry, FailureColumn.of(retry.cause()));
    }
  }

  private static void addWorking(
      List<@Nullable Object> values, String word, CurrentRun.Working run) {
    add(
        values,
        word,
        run.run().value(),
        run.startedAt(),
        null,
        run.token().value(),
        run.leaseUntil(),
        run.attempt(),
        null,
        null);
  }

  private static void addWaiting(
      List<@Nullable Object> values,
      String word,
      CurrentRun.Waiting run,
      @Nullable String failure) {
    add(
        values,
        word,
        run.run().value(),
        run.startedAt(),
        null,
        null,
        null,
        run.attempt(),
        run.resumeAt(),
        failure);
  }

  /** The facts of a row. */
  // NullAway does not see in a class file that Sync takes null for the last outcome.
  @SuppressWarnings("NullAway")
  static Sync read(Row row) throws SQLException {
    String checkpoint = row.textOrNull("checkpoint");
    String fullPass = row.textOrNull("full_pass");
    return new Sync(
        row.sync(),
        schedule(row),
        mode(row),
        hold(row),
        run(row),
        OutcomeColumns.readReal(row),
        row.instantOrNull("last_succeeded_at"),
        row.instantOrNull("last_data_at"),
        row.instant("scheduled_from"),
        checkpoint == null ? null : new Checkpoint(Exact.told(checkpoint)),
        fullPass == null ? null : new RunId(fullPass),
        row.instantOrNull("last_full_pass_at"),
        row.instantOrNull("noticed_at"),
        new FencingToken(row.number("token")),
        row.integer("failures"),
        row.integer("epoch"));
  }

  private static Schedule schedule(Row row) throws SQLException {
    String kind = row.text("schedule");
    return switch (kind) {
      case "every" -> new Schedule.Every(Duration.ofSeconds(row.number("every_seconds")));
      case "cron" ->
          new Schedule.Cron(
              CronExpression.parse(row.text("cron")), ZoneId.of(row.text("cron_zone")));
      case "manual" -> new Schedule.Manual();
      default -> throw unknown("schedule", kind);
    };
  }

  private static SyncMode mode(Row row) throws SQLException {
    String kind = row.text("mode");
    return switch (kind) {
      case "full" -> SyncMode.FULL;
      case "incremental" -> new SyncMode.Incremental(row.millis("full_pass_every_ms").orElse(null));
      default -> throw unknown("mode", kind);
    };
  }

  private static Hold hold(Row row) throws SQLException {
    String kind = row.textOrNull("hold");
    if (kind == null) {
      return new Hold.None();
    }
    Instant at = row.instant("hold_at");
    return switch (kind) {
      case "paused" -> new Hold.PausedByUser(at);
      case "halted" -> new Hold.HaltedBySystem(FailureColumn.read(row.text("hold_failure")), at);
      case "awaiting_setup" -> new Hold.AwaitingSetup(row.text("hold_step"), at);
      default -> throw unknown("hold", kind);
    };
  }

  private static CurrentRun run(Row row) throws SQLException {
    String kind = row.textOrNull("run");
    if (kind == null) {
      return new CurrentRun.None();
    }
    RunId id = new RunId(row.text("run_id"));
    Instant at = row.instant("run_at");
    int attempt = row.integer("run_attempt");
    return switch (kind) {
      case "queued" -> new CurrentRun.Queued(id, at, row.truth("run_full"));
      case "running" ->
          new CurrentRun.Running(id, token(row), at, row.instant("lease_until"), attempt);
      case "cancelling" ->
          new CurrentRun.Cancelling(id, token(row), at, row.instant("lease_until"), attempt);
      case "waiting_rate_limit" ->
          new CurrentRun.WaitingRateLimit(id, at, row.instant("resume_at"), attempt);
      case "waiting_retry" ->
          new CurrentRun.WaitingRetry(
              id,
              at,
              row.instant("resume_at"),
              attempt,
              FailureColumn.read(row.text("run_failure")));
      default -> throw unknown("run", kind);
    };
  }

  private static FencingToken token(Row row) throws SQLException {
    return new FencingToken(row.number("run_token"));
  }

  private static IllegalStateException unknown(String column, String value) {
    return new IllegalStateException("a sync's " + column + " is stored as " + value);
  }
}
