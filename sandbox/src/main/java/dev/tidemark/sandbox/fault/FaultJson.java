package dev.tidemark.sandbox.fault;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Fields;
import dev.tidemark.sandbox.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Faults as the control routes read and write them. What cannot be read is refused with an {@link
 * IllegalArgumentException} that says where.
 */
public final class FaultJson {
  private FaultJson() {}

  /** Reads {@code {"faults": [...]}}. */
  public static List<Fault> read(JsonNode body) {
    Fields fields = Fields.of(body);
    List<Fault> faults = new ArrayList<>();
    fields.objects("faults").forEach(fault -> faults.add(fault(fault)));
    fields.done();
    return faults;
  }

  /** Writes what {@link #read} reads, and the counts of each fault. */
  public static ObjectNode write(List<FaultPlan.Standing> standings) {
    ObjectNode body = Json.object();
    ArrayNode faults = body.putArray("faults");
    standings.forEach(standing -> faults.add(write(standing)));
    return body;
  }

  private static Fault fault(Fields fields) {
    Fields match = fields.object("match");
    Fault fault =
        new Fault(
            match.text("method").orElse(null),
            match.text("path").orElse(null),
            match.text("pattern").orElse(null),
            match.integer("nth").orElse(1),
            fields.integer("times").orElse(Fault.FOREVER),
            effect(fields.object("effect")));
    match.done();
    fields.done();
    return fault;
  }

  private static Effect effect(Fields fields) {
    String type = fields.requireText("type");
    Effect effect =
        switch (type) {
          case "status" ->
              new Effect.Status(
                  fields.requireInteger("status"),
                  retryAfter(fields),
                  fields.text("body").orElse(null));
          case "slow" -> new Effect.Slow(fields.requireDuration("delay"));
          case "dribble" ->
              new Effect.Dribble(
                  fields.integer("bytes").orElse(64), fields.requireDuration("pause"));
          case "truncate" -> new Effect.Truncate();
          case "malformed" -> new Effect.Malformed();
          case "close" -> new Effect.Close();
          case "redirect" ->
              new Effect.Redirect(
                  URI.create(fields.requireText("location")), fields.integer("status").orElse(307));
          case "huge" -> new Effect.Huge(fields.requireInteger("bytes"));
          case "down" -> new Effect.Down();
          default ->
              throw new IllegalArgumentException(
                  "effect.type is '"
                      + type
                      + "', must be status, slow, dribble, truncate, malformed, close, redirect,"
                      + " huge or down");
        };
    fields.done();
    return effect;
  }

  private static @Nullable RetryAfter retryAfter(Fields fields) {
    String form = fields.text("retryAfterForm").orElse("seconds");
    RetryAfter.Form parsed =
        switch (form) {
          case "seconds" -> RetryAfter.Form.SECONDS;
          case "date" -> RetryAfter.Form.DATE;
          default ->
              throw new IllegalArgumentException(
                  "retryAfterForm is '" + form + "', must be seconds or date");
        };
    return fields.duration("retryAfter").map(delay -> new RetryAfter(delay, parsed)).orElse(null);
  }

  private static ObjectNode write(FaultPlan.Standing standing) {
    Fault fault = standing.fault();
    ObjectNode node = Json.object();
    ObjectNode match = node.putObject("match");
    putIfPresent(match, "method", fault.method());
    putIfPresent(match, "path", fault.path());
    putIfPresent(match, "pattern", fault.pattern());
    if (fault.nth() > 1) {
      match.put("nth", fault.nth());
    }
    if (fault.times() != Fault.FOREVER) {
      node.put("times", fault.times());
    }
    node.set("effect", write(fault.effect()));
    return node.put("seen", standing.seen()).put("applied", standing.applied());
  }

  private static ObjectNode write(Effect effect) {
    ObjectNode node = Json.object();
    switch (effect) {
      case Effect.Status status -> {
        node.put("type", "status").put("status", status.status());
        RetryAfter retryAfter = status.retryAfter();
        if (retryAfter != null) {
          node.put("retryAfter", retryAfter.delay().toString());
          node.put("retryAfterForm", retryAfter.form().name().toLowerCase(ROOT));
        }
        putIfPresent(node, "body", status.body());
      }
      case Effect.Slow slow -> node.put("type", "slow").put("delay", slow.delay().toString());
      case Effect.Dribble dribble ->
          node.put("type", "dribble")
              .put("bytes", dribble.bytes())
              .put("pause", dribble.pause().toString());
      case Effect.Truncate truncate -> node.put("type", "truncate");
      case Effect.Malformed malformed -> node.put("type", "malformed");
      case Effect.Close close -> node.put("type", "close");
      case Effect.Redirect redirect ->
          node.put("type", "redirect")
              .put("location", redirect.location().toString())
              .put("status", redirect.status());
      case Effect.Huge huge -> node.put("type", "huge").put("bytes", huge.bytes());
      case Effect.Down down -> node.put("type", "down");
    }
    return node;
  }

  private static void putIfPresent(ObjectNode node, String field, @Nullable String value) {
    if (value != null) {
      node.put(field, value);
    }
  }
}
