package dev.tidemark.postgres.sync;

import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.postgres.jdbc.Row;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An outcome as five columns have it. */
record OutcomeColumns(
    @Nullable String outcome,
    @Nullable Instant at,
    @Nullable String failure,
    @Nullable Long stored,
    @Nullable Long expected) {
  private static final OutcomeColumns NONE = new OutcomeColumns(null, null, null, null, null);

  static OutcomeColumns of(@Nullable Outcome outcome) {
    return switch (outcome) {
      case null -> NONE;
      case Outcome.Succeeded succeeded -> at("succeeded", succeeded.at());
      case Outcome.Partial partial ->
          new OutcomeColumns(
              "partial",
              partial.at(),
              FailureColumn.of(partial.failure()),
              partial.stored(),
              partial.expected());
      case Outcome.Failed failed ->
          new OutcomeColumns("failed", failed.at(), FailureColumn.of(failed.failure()), null, null);
      case Outcome.Lost lost -> at("lost", lost.at());
      case Outcome.Cancelled cancelled -> at("cancelled", cancelled.at());
    };
  }

  private static OutcomeColumns at(String outcome, Instant at) {
    return new OutcomeColumns(outcome, at, null, null, null);
  }

  /** The outcome of a row; null if it has none. */
  static @Nullable Outcome read(Row row) throws SQLException {
    String outcome = row.textOrNull("outcome");
    if (outcome == null) {
      return null;
    }
    Instant at = row.instant("outcome_at");
    return switch (outcome) {
      case "succeeded" -> new Outcome.Succeeded(at);
      case "partial" ->
          new Outcome.Partial(
              at, failure(row), row.number("outcome_stored"), row.number("outcome_expected"));
      case "failed" -> new Outcome.Failed(at, failure(row));
      case "lost" -> new Outcome.Lost(at);
      case "cancelled" -> new Outcome.Cancelled(at);
      default -> throw new IllegalStateException("an outcome is stored as " + outcome);
    };
  }

  /** That of a sync, which is never cancelled. */
  static Outcome.@Nullable Real readReal(Row row) throws SQLException {
    return switch (read(row)) {
      case null -> null;
      case Outcome.Real real -> real;
      case Outcome.Cancelled cancelled ->
          throw new IllegalStateException("a sync's last outcome is stored as cancelled");
    };
  }

  private static Failure failure(Row row) throws SQLException {
    return FailureColumn.read(row.text("outcome_failure"));
  }
}
