package dev.tidemark.postgres.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A failure as a column of type {@code jsonb} has it. */
final class FailureColumn {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FailureColumn() {}

  /** The column's text. */
  static @Nullable String of(@Nullable Failure failure) {
    if (failure == null) {
      return null;
    }
    ObjectNode node =
        JSON.createObjectNode()
            .put("code", failure.code().name())
            .put("retryable", failure.retryable())
            .put("message", storable(failure.message()))
            .put("remedy", storable(failure.remedy()));
    Instant notBefore = failure.notBefore();
    if (notBefore != null) {
      node.put("notBefore", notBefore.truncatedTo(ChronoUnit.MICROS).toString());
    }
    return node.toString();
  }

  /** {@code jsonb} has no character 0. */
  private static String storable(String text) {
    return text.replace('\0', '\ufffd');
  }

  /** The failure of a column's text. */
  static Failure read(String column) {
    try {
      JsonNode node = JSON.readTree(column);
      JsonNode notBefore = node.path("notBefore");
      return new Failure(
          FailureCode.valueOf(node.required("code").textValue()),
          node.required("retryable").booleanValue(),
          node.required("message").textValue(),
          node.required("remedy").textValue(),
          notBefore.isTextual() ? Instant.parse(notBefore.textValue()) : null);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a failure is stored as something else", e);
    }
  }
}
