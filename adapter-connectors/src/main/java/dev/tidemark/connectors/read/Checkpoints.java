package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.read.Progress.Pass;
import dev.tidemark.connectors.read.Progress.Position;
import dev.tidemark.domain.sync.Checkpoint;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes progress as a checkpoint, which is JSON text, and reads it back.
 *
 * @param fingerprint of the stream's definition: a pass that another definition began is not gone
 *     on with, while its mark still holds
 */
record Checkpoints(String fingerprint) {
  private static final int VERSION = 1;

  Checkpoint write(Progress progress) {
    ObjectNode root = Json.object();
    root.put("v", VERSION);
    root.put("def", fingerprint);
    ObjectNode mark = root.putObject("mark");
    put(mark, "listing", progress.mark().listing());
    progress.mark().events().ifPresent(events -> write(mark, events));
    progress.pass().ifPresent(pass -> write(root.putObject("pass"), pass));
    return new Checkpoint(Json.canonical(root));
  }

  private static void write(ObjectNode target, Mark.Events events) {
    put(target, "newest", events.newest());
    target.put("confirmed", events.confirmed().toString());
  }

  private static void write(ObjectNode target, Pass pass) {
    target.put("full", pass.full());
    target.put("started", pass.started().toString());
    pass.events().ifPresent(events -> write(target, events));
    switch (pass.position()) {
      case Position.InListing listing -> {
        ObjectNode place = target.putObject("listing");
        place.put("from", listing.from().toString());
        place.put("slice", listing.slice().toString());
        place.put("until", listing.until().toString());
        put(place, "seen", listing.seen());
        listing.token().ifPresent(token -> place.set("token", token));
      }
      case Position.InEvents events -> {
        Walk walk = events.walk();
        ObjectNode place = target.putObject("events");
        place.put("from", walk.from().toString());
        place.put("round", walk.round());
        ArrayNode passed = place.putArray("passed");
        walk.passed().forEach(token -> passed.add(Json.node(token.orElse(null))));
        put(place, "applied", walk.applied());
        walk.token().ifPresent(token -> place.set("token", token));
        walk.boundary().ifPresent(boundary -> place.set("boundary", boundary));
      }
    }
  }

  private static void put(ObjectNode target, String name, Optional<Instant> time) {
    time.ifPresent(at -> target.put(name, at.toString()));
  }

  /** The progress; empty when the text is no checkpoint of this engine. */
  Optional<Progress> read(Checkpoint checkpoint) {
    try {
      JsonNode root = Json.parse(checkpoint.value());
      if (root.path("v").asInt() != VERSION) {
        return Optional.empty();
      }
      JsonNode mark = root.path("mark");
      boolean resumable = root.path("def").asText().equals(fingerprint);
      return Optional.of(
          new Progress(
              new Mark(time(mark, "listing"), events(mark)),
              resumable && root.has("pass")
                  ? Optional.of(pass(root.path("pass")))
                  : Optional.empty()));
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Mark.Events> events(JsonNode node) {
    return time(node, "confirmed")
        .map(confirmed -> new Mark.Events(time(node, "newest"), confirmed));
  }

  private static Pass pass(JsonNode node) {
    Position position =
        node.has("events")
            ? new Position.InEvents(walk(node.path("events")))
            : listing(node.path("listing"));
    return new Pass(
        node.path("full").asBoolean(),
        Instant.parse(node.path("started").asText()),
        events(node),
        position);
  }

  private static Position listing(JsonNode node) {
    return new Position.InListing(
        moment(node, "from"),
        moment(node, "slice"),
        moment(node, "until"),
        token(node, "token"),
        time(node, "seen"));
  }

  private static Walk walk(JsonNode node) {
    List<Optional<JsonNode>> passed = new ArrayList<>();
    node.path("passed")
        .forEach(token -> passed.add(token.isNull() ? Optional.empty() : Optional.of(token)));
    return new Walk(
        moment(node, "from"),
        passed,
        token(node, "token"),
        token(node, "boundary"),
        time(node, "applied"),
        node.path("round").asInt());
  }

  private static OffsetDateTime moment(JsonNode node, String name) {
    return OffsetDateTime.parse(node.path(name).asText());
  }

  private static Optional<Instant> time(JsonNode node, String name) {
    return node.has(name) ? Optional.of(Instant.parse(node.path(name).asText())) : Optional.empty();
  }

  private static Optional<JsonNode> token(JsonNode node, String name) {
    return node.has(name) ? Optional.of(node.path(name)) : Optional.empty();
  }
}
