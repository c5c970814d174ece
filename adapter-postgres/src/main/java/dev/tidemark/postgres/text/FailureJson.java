package dev.tidemark.postgres.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A failure as a structure, for columns of type {@code json} or {@code jsonb}. */
public final class FailureJson {
  private FailureJson() {}

  /** The structure of a failure; its instant is kept to the microsecond, as everywhere. */
  public static ObjectNode write(Failure failure) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("code", failure.code().name())
            .put("retryable", failure.retryable())
            .put("message", Exact.kept(failure.message()))
            .put("remedy", Exact.kept(failure.remedy()));
    Instant notBefore = failure.notBefore();
    return notBefore == null
        ? node
        : node.put("notBefore", notBefore.truncatedTo(ChronoUnit.MICROS).toString());
  }

  /** The failure of a structure. */
  public static Failure read(JsonNode node) {
    JsonNode notBefore = node.path("notBefore");
    return new Failure(
        FailureCode.valueOf(node.required("code").textValue()),
        node.required("retryable").booleanValue(),
        Exact.told(node.required("message").textValue()),
        Exact.told(node.required("remedy").textValue()),
        notBefore.isTextual() ? Instant.parse(notBefore.textValue()) : null);
  }
}
