package dev.tidemark.postgres.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.postgres.text.Exact;
import dev.tidemark.postgres.text.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A failure as a column of type {@code jsonb} has it. */
final class FailureColumn {
  private FailureColumn() {}

  /** The column's text. */
  static @Nullable String of(@Nullable Failure failure) {
    if (failure == null) {
      return null;
    }
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("code", failure.code().name())
            .put("retryable", failure.retryable())
            .put("message", Exact.kept(failure.message()))
            .put("remedy", Exact.kept(failure.remedy()));
    Instant notBefore = failure.notBefore();
    if (notBefore != null) {
      node.put("notBefore", notBefore.truncatedTo(ChronoUnit.MICROS).toString());
    }
    return Json.write(node);
  }

  /** The failure of a column's text. */
  static Failure read(String column) {
    JsonNode node = Json.read(column);
    JsonNode notBefore = node.path("notBefore");
    return new Failure(
        FailureCode.valueOf(node.required("code").textValue()),
        node.required("retryable").booleanValue(),
        Exact.told(node.required("message").textValue()),
        Exact.told(node.required("remedy").textValue()),
        notBefore.isTextual() ? Instant.parse(notBefore.textValue()) : null);
  }
}
