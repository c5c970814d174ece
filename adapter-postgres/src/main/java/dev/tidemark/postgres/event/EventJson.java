package dev.tidemark.postgres.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.text.FailureJson;
import dev.tidemark.postgres.text.Json;
import java.time.Instant;

/** An event as a column of type {@code json} has it, without its sync. */
final class EventJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EventJson() {}

  /** The column's text. */
  static String write(SyncEvent event) {
    ObjectNode node = NODES.objectNode();
    switch (event) {
      case SyncEvent.RunBegan began -> node.put("what", "began").put("full", began.full());
      case SyncEvent.RunSuspended suspended -> waiting(node, suspended.waiting());
      case SyncEvent.RunEnded ended -> {
        outcome(node, ended.outcome());
        RunCounts counts = ended.counts();
        node.putArray("counts")
            .add(counts.inserted())
            .add(counts.updated())
            .add(counts.unchanged())
            .add(counts.deleted());
      }
    }
    return Json.write(node.put("run", event.run().value()));
  }

  private static void waiting(ObjectNode node, CurrentRun.Waiting waiting) {
    switch (waiting) {
      case CurrentRun.WaitingRateLimit limited -> node.put("what", "rate_limited");
      case CurrentRun.WaitingRetry retry ->
          node.put("what", "retries").set("failure", FailureJson.write(retry.cause()));
    }
    node.put("startedAt", waiting.startedAt().toString())
        .put("resumeAt", waiting.resumeAt().toString())
        .put("attempt", waiting.attempt());
  }

  private static void outcome(ObjectNode node, Outcome outcome) {
    switch (outcome) {
      case Outcome.Succeeded succeeded -> node.put("what", "succeeded");
      case Outcome.Partial partial ->
          node.put("what", "partial")
              .put("stored", partial.stored())
              .put("expected", partial.expected())
              .set("failure", FailureJson.write(partial.failure()));
      case Outcome.Failed failed ->
          node.put("what", "failed").set("failure", FailureJson.write(failed.failure()));
      case Outcome.Lost lost -> node.put("what", "lost");
      case Outcome.Cancelled cancelled -> node.put("what", "cancelled");
    }
    node.put("at", outcome.at().toString());
  }

  /** The event of a column's text. */
  static SyncEvent read(SyncId sync, String text) {
    JsonNode node = Json.read(text);
    RunId run = new RunId(node.required("run").textValue());
    String what = node.required("what").textValue();
    return switch (what) {
      case "began" -> new SyncEvent.RunBegan(sync, run, node.required("full").booleanValue());
      case "rate_limited" ->
          new SyncEvent.RunSuspended(
              sync,
              run,
              new CurrentRun.WaitingRateLimit(
                  run, instant(node, "startedAt"), instant(node, "resumeAt"), attempt(node)));
      case "retries" ->
          new SyncEvent.RunSuspended(
              sync,
              run,
              new CurrentRun.WaitingRetry(
                  run,
                  instant(node, "startedAt"),
                  instant(node, "resumeAt"),
                  attempt(node),
                  failure(node)));
      default -> new SyncEvent.RunEnded(sync, run, outcome(what, node), counts(node));
    };
  }

  private static Outcome outcome(String what, JsonNode node) {
    Instant at = instant(node, "at");
    return switch (what) {
      case "succeeded" -> new Outcome.Succeeded(at);
      case "partial" ->
          new Outcome.Partial(
              at,
              failure(node),
              node.required("stored").longValue(),
              node.required("expected").longValue());
      case "failed" -> new Outcome.Failed(at, failure(node));
      case "lost" -> new Outcome.Lost(at);
      case "cancelled" -> new Outcome.Cancelled(at);
      default -> throw new IllegalStateException("an event is stored as " + what);
    };
  }

  private static RunCounts counts(JsonNode node) {
    JsonNode counts = node.required("counts");
    return new RunCounts(
        counts.required(0).longValue(),
        counts.required(1).longValue(),
        counts.required(2).longValue(),
        counts.required(3).longValue());
  }

  private static Failure failure(JsonNode event) {
    return FailureJson.read(event.required("failure"));
  }

  private static int attempt(JsonNode node) {
    return node.required("attempt").intValue();
  }

  private static Instant instant(JsonNode node, String field) {
    return Instant.parse(node.required(field).textValue());
  }
}
