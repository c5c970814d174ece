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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes progress as a checkpoint, which is JSON text, and reads it back.
 *
 * @param digest of the stream's definition: a pass that another definition began is not gone on
 *     with, while its mark still holds
 */
record Checkpoints(String digest) {
  private static final int VERSION = 1;

  Checkpoint write(Progress progress) {
    ObjectNode root = Json.object();
    root.put("v", VERSION);
    root.put("def", digest);
    ObjectNode mark = root.putObject("mark");
    Places.put(mark, "listing", progress.mark().listing());
    progress.mark().events().ifPresent(events -> write(mark, events));
    progress.mark().token().ifPresent(token -> mark.put("token", token));
    if (!progress.mark().partitions().isMissingNode()) {
      mark.set("partitions", progress.mark().partitions());
    }
    progress.pass().ifPresent(pass -> write(root.putObject("pass"), pass));
    return new Checkpoint(Json.canonical(root));
  }

  private static void write(ObjectNode target, Mark.Events events) {
    Places.put(target, "newest", events.newest());
    target.put("confirmed", events.confirmed().toString());
    target.set("known", events.known().toJson());
  }

  private static void write(ObjectNode target, Pass pass) {
    target.put("full", pass.full());
    target.put("started", pass.started().toString());
    pass.events().ifPresent(events -> write(target, events));
    pass.log().ifPresent(log -> target.put("log", log));
    switch (pass.position()) {
      case Position.InListing listing -> target.set("listing", Places.write(listing));
      case Position.InArchived archived -> target.set("archived", Places.write(archived.place()));
      case Position.InPartitions partitions -> target.set("partitions", partitions.place());
      case Position.InEvents events -> {
        Walk walk = events.walk();
        ObjectNode place = target.putObject("events");
        place.put("from", walk.from().toString());
        place.put("round", walk.round());
        ArrayNode passed = place.putArray("passed");
        walk.passed().forEach(page -> passed.add(Json.node(page.token().orElse(null))));
        if (!walk.crowded()) {
          ArrayNode keys = place.putArray("keys");
          walk.passed().forEach(page -> keys.add(String.join("", page.keys())));
        }
        place.set("known", walk.known().toJson());
        Places.put(place, "applied", walk.applied());
        walk.token().ifPresent(token -> place.set("token", token));
        walk.boundary().ifPresent(boundary -> place.set("boundary", boundary));
      }
    }
  }

  /** The progress; empty when the text is no checkpoint of this engine. */
  Optional<Progress> read(Checkpoint checkpoint) {
    try {
      JsonNode root = Json.parse(checkpoint.value());
      if (root.path("v").asInt() != VERSION) {
        return Optional.empty();
      }
      boolean resumable = root.path("def").asText().equals(digest);
      return Optional.of(
          new Progress(
              mark(root.path("mark")),
              resumable && root.has("pass")
                  ? Optional.of(pass(root.path("pass")))
                  : Optional.empty()));
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Mark mark(JsonNode node) {
    return new Mark(
        Places.time(node, "listing"),
        events(node),
        Places.text(node, "token"),
        node.path("partitions"));
  }

  private static Optional<Mark.Events> events(JsonNode node) {
    return Places.time(node, "confirmed")
        .map(confirmed ->
            new Mark.Events(
                Places.time(node, "newest"), confirmed, KnownEvents.of(node.path("known"))));
  }

  private static Pass pass(JsonNode node) {
    return new Pass(
        node.path("full").asBoolean(),
        Instant.parse(node.path("started").asText()),
        events(node),
        Places.text(node, "log"),
        position(node));
  }

  private static Position position(JsonNode node) {
    if (node.has("events")) {
      return new Position.InEvents(walk(node.path("events")));
    }
    if (node.has("archived")) {
      return new Position.InArchived(Places.listing(node.path("archived")));
    }
    return node.has("partitions")
        ? new Position.InPartitions(node.path("partitions"))
        : Places.listing(node.path("listing"));
  }

  private static Walk walk(JsonNode node) {
    List<Walk.Passed> passed = new ArrayList<>();
    node.path("passed")
        .forEach(token ->
            passed.add(
                new Walk.Passed(
                    token.isNull() ? Optional.empty() : Optional.of(token),
                    KnownEvents.prints(node.path("keys").path(passed.size()).asText()))));
    return new Walk(
        Places.moment(node, "from"),
        passed,
        Places.token(node, "token"),
        Places.token(node, "boundary"),
        Places.time(node, "applied"),
        node.path("round").asInt(),
        KnownEvents.of(node.path("known")),
        // Keys were not always noted.
        !node.has("keys"));
  }
}
