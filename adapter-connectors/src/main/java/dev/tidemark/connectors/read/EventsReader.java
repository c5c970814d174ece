package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.cursor.Slice;
import dev.tidemark.connectors.expression.ExpressionException;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.interpolation.Variable;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.EventsFeed;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.record.UnfitRecordException;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.record.RecordKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the events feed of a model.
 *
 * <p>An increment begins a little before the newest event it knows, for events that come late. What
 * it reads again changes nothing: events applied once are known and skipped. Nor does a record go
 * back: an event is also skipped when the same walk found a newer one of the same record, and one
 * that is late is never older than the start of the walk that finds it, so that whatever overtook
 * it is in that walk too. An event that was overtaken counts as known once its page is committed,
 * for the newer one is not known before its own page is.
 */
record EventsReader(StreamDefinition stream, EventsFeed feed, Listing listing) {
  /** Enough for a feed that grows while it is read; after that the next increment goes on. */
  private static final int MOST_ROUNDS = 5;

  /** What a step along the feed came to. */
  sealed interface Step {
    /** Events were applied, or only passed; there are more. */
    record Onward(Harvest harvest, Walk walk) implements Step {}

    /** The feed is applied, up to the newest event. */
    record Done(Harvest harvest, Optional<Instant> newest, KnownEvents known) implements Step {}

    /** Nothing could be read, and why. */
    record Failed(FetchFailure failure) implements Step {}
  }

  /** What the newest event's time is before a full pass begins. */
  sealed interface Head {
    /**
     * It; empty when there is no event.
     *
     * @param events what the listing tells in any case, being read later
     */
    record Known(Optional<Instant> newest, KnownEvents events) implements Head {}

    /** It could not be read, and why. */
    record Failed(FetchFailure failure) implements Head {}
  }

  Head head(Instant now) throws InterruptedException {
    OffsetDateTime beginning = feed.cursor().beginning(listing.scope());
    return switch (listing.fetch(
        Partition.WHOLE,
        Optional.of(window(beginning, now)),
        listing.firstToken(),
        Optional.empty())) {
      case Listing.Outcome.Failed failed -> new Head.Failed(failed.failure());
      case Listing.Outcome.Page page -> {
        Optional<Instant> newest = newest(page.records(), Optional.empty());
        yield new Head.Known(newest, known(KnownEvents.NONE, page.records(), newest));
      }
    };
  }

  /** The walk of an increment. */
  Walk begin(Mark.Events mark) {
    OffsetDateTime from =
        mark.newest()
            .map(newest -> feed.cursor().since(newest, listing.scope()))
            .orElseGet(() -> feed.cursor().beginning(listing.scope()));
    return Walk.since(from, listing.firstToken(), mark.known());
  }

  Step step(Walk walk, Instant now) throws InterruptedException {
    return switch (listing.fetch(
        Partition.WHOLE, Optional.of(window(walk.from(), now)), walk.token(), Optional.empty())) {
      case Listing.Outcome.Failed failed -> new Step.Failed(failed.failure());
      case Listing.Outcome.Page page -> judged(walk, page);
    };
  }

  private Step judged(Walk walk, Listing.Outcome.Page page) {
    try {
      return step(walk, page);
    } catch (ExpressionException | UnfitRecordException e) {
      return new Step.Failed(listing.exchange().troubles().invalid(String.valueOf(e.getMessage())));
    }
  }

  private Step step(Walk walk, Listing.Outcome.Page page) {
    Harvest harvest = new Harvest(stream);
    Set<String> overtaken = walk.overtaken();
    if (walk.backwards() && page.next().isPresent()) {
      return new Step.Onward(harvest, walk.back(page.next().get(), keys(page, overtaken)));
    }
    if (!walk.backwards() && !page.next().equals(walk.boundary())) {
      return walk.round() + 1 < MOST_ROUNDS
          ? new Step.Onward(harvest, walk.anew(listing.firstToken()))
          : new Step.Done(harvest, walk.applied(), walk.known());
    }
    page.records()
        .forEach(event ->
            // A known one overtakes, too.
            harvest.add(
                event,
                feed,
                seeing(),
                key -> overtaken.add(print(key)) && !isKnown(walk.known(), event)));
    Optional<Instant> newest = newest(page.records(), walk.applied());
    KnownEvents known = known(walk.known(), page.records(), newest);
    return walk.forward(newest, known)
        .<Step>map(next -> new Step.Onward(harvest, next))
        .orElseGet(() -> new Step.Done(harvest, newest, known));
  }

  /** The keys of the page's records that no newer page has an event of. */
  private Set<String> keys(Listing.Outcome.Page page, Set<String> overtaken) {
    Set<String> keys = new HashSet<>();
    Harvest looked = new Harvest(stream);
    page.records()
        .forEach(event ->
            looked.add(
                event,
                feed,
                seeing(),
                key -> !overtaken.contains(print(key)) && keys.add(print(key))));
    return keys;
  }

  private Scope seeing() {
    return listing.scope().with(Variable.STREAM_SLICE, Map.of());
  }

  private static String print(RecordKey key) {
    return KnownEvents.print(key.value());
  }

  private String print(JsonNode event) {
    return KnownEvents.print(Json.canonical(feed.id().map(path -> path.in(event)).orElse(event)));
  }

  private boolean isKnown(KnownEvents known, JsonNode event) {
    return feed.cursor()
        .timeOf(event, listing.scope())
        .filter(time -> known.has(time, print(event)))
        .isPresent();
  }

  /** These and those of a page, as far as an increment from the newest one reads them again. */
  private KnownEvents known(KnownEvents before, List<JsonNode> events, Optional<Instant> newest) {
    if (newest.isEmpty()) {
      return before;
    }
    NavigableMap<Long, Set<String>> seconds = new TreeMap<>();
    for (JsonNode event : events) {
      feed.cursor()
          .timeOf(event, listing.scope())
          .ifPresent(time ->
              seconds
                  .computeIfAbsent(time.getEpochSecond(), any -> new HashSet<>())
                  .add(print(event)));
    }
    Instant since = feed.cursor().since(newest.get(), listing.scope()).toInstant();
    return before.and(new KnownEvents(seconds), since);
  }

  private Optional<Instant> newest(List<JsonNode> events, Optional<Instant> before) {
    return Stream.concat(
            before.stream(),
            events.stream()
                .map(event -> feed.cursor().timeOf(event, listing.scope()))
                .flatMap(Optional::stream))
        .max(Comparator.naturalOrder());
  }

  /** The end is only for expressions: asking up to now by our clock would miss events by theirs. */
  private static Slice window(OffsetDateTime from, Instant now) {
    return new Slice(from, now.atOffset(ZoneOffset.UTC), true);
  }
}
