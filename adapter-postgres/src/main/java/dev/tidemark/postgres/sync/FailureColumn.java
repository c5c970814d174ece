package dev.tidemark.postgres.sync;

import dev.tidemark.domain.failure.Failure;
import dev.tidemark.postgres.text.FailureJson;
import dev.tidemark.postgres.text.Json;
import org.jspecify.annotations.Nullable;

/** A failure as a column of type {@code jsonb} has it. */
final class FailureColumn {
  private FailureColumn() {}

  /** The column's text. */
  static @Nullable String of(@Nullable Failure failure) {
    return failure == null ? null : Json.write(FailureJson.write(failure));
  }

  /** The failure of a column's text. */
  static Failure read(String column) {
    return FailureJson.read(Json.read(column));
  }
}
