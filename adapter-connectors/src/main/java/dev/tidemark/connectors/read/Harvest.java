package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.CanonicalJson;
import dev.tidemark.connectors.manifest.EventsFeed;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.connectors.record.RecordSelector;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a page comes to: records and tombstones, each key once. */
final class Harvest {
  private final StreamDefinition stream;
  private final Map<RecordKey, Optional<RecordData>> harvested = new LinkedHashMap<>();
  private final CanonicalJson writer = new CanonicalJson();
  private Optional<String> fault = Optional.empty();
  private long characters;

  Harvest(StreamDefinition stream) {
    this.stream = stream;
  }

  static Harvest of(StreamDefinition stream, ListingReader.Batch batch) {
    Harvest harvest = new Harvest(stream);
    batch.records().forEach(harvest::add);
    return harvest;
  }

  static Harvest ofGone(StreamDefinition stream, ListingReader.Batch batch) {
    Harvest harvest = new Harvest(stream);
    batch.records().forEach(harvest::addGone);
    return harvest;
  }

  /** Takes what another one has; what is there already is older. */
  void addAll(Harvest later) {
    harvested.putAll(later.harvested);
    characters += later.characters;
  }

  /** Takes the key of a record that is gone. */
  void gone(RecordKey key) {
    harvested.put(key, Optional.empty());
  }

  /** Takes a record that is listed because it is gone. */
  void addGone(JsonNode record) {
    take(record).ifPresent(data -> gone(data.key()));
  }

  int size() {
    return harvested.size();
  }

  /** How long its records are together, as text. */
  long characters() {
    return characters;
  }

  /** Takes a record as it was selected from the listing; a later one of the same key counts. */
  void add(JsonNode record) {
    boolean gone = stream.tombstone().map(sign -> sign.isIn(record)).orElse(false);
    take(record)
        .ifPresent(data -> harvested.put(data.key(), gone ? Optional.empty() : Optional.of(data)));
  }

  /** Takes an event of a feed, if its record is wanted. */
  void add(JsonNode event, EventsFeed feed, Scope scope, Predicate<RecordKey> wanted) {
    String type = feed.type().in(event).asText();
    boolean deleted = feed.deletions().contains(type);
    if (deleted || feed.upserts().contains(type)) {
      // One that no longer passes the stream's filter has left the model.
      RecordSelector.Shaped shaped =
          stream.retriever().selector().shape(feed.object().in(event), scope);
      boolean gone = deleted || !shaped.kept();
      take(shaped.record())
          .filter(data -> wanted.test(data.key()))
          .ifPresent(data ->
              harvested.putIfAbsent(data.key(), gone ? Optional.empty() : Optional.of(data)));
    }
  }

  private Optional<RecordData> take(JsonNode record) {
    if (!record.isObject()) {
      fault = Optional.of("a record is no object");
      return Optional.empty();
    }
    // Not before: the engine itself may go by fields that are not kept.
    String canonical = writer.text(stream.kept().map(kept -> kept.of(record)).orElse(record));
    characters += canonical.length();
    Optional<RecordKey> key = stream.key().of(record, canonical);
    if (key.isEmpty()) {
      fault = Optional.of("a record lacks a field of its primary key");
    }
    return key.map(known -> new RecordData(known, canonical));
  }

  /** What is wrong with one of them, if anything is. */
  Optional<String> fault() {
    return fault;
  }

  List<RecordData> records() {
    return harvested.values().stream().flatMap(Optional::stream).toList();
  }

  List<RecordKey> tombstones() {
    List<RecordKey> gone = new ArrayList<>();
    harvested.forEach((key, data) -> {
      if (data.isEmpty()) {
        gone.add(key);
      }
    });
    return gone;
  }
}
