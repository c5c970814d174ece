package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.cursor.Slice;
import dev.tidemark.connectors.expression.ExpressionException;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.interpolation.Variable;
import dev.tidemark.connectors.manifest.EventsFeed;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.record.UnfitRecordException;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the events feed of a model. */
record EventsReader(StreamDefinition stream, EventsFeed feed, Listing listing) {
  /** Enough for a feed that grows while it is read; after that the next increment goes on. */
  private static final int MOST_ROUNDS = 5;

  /** What a step along the feed came to. */
  sealed interface Step {
    /** Events were applied, or only passed; there are more. */
    record Onward(Harvest harvest, Walk walk) implements Step {}

    /** The feed is applied, up to the newest event. */
    record Done(Harvest harvest, Optional<Instant> newest) implements Step {}

    /** Nothing could be read, and why. */
    record Failed(FetchFailure failure) implements Step {}
  }

  /** What the newest event's time is before a full pass begins. */
  sealed interface Head {
    /** It; empty when there is no event. */
    record Known(Optional<Instant> newest) implements Head {}

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
      case Listing.Outcome.Page page -> new Head.Known(newest(page.records(), Optional.empty()));
    };
  }

  /** The walk of an increment. */
  Walk begin(Mark.Events mark) {
    OffsetDateTime from =
        mark.newest()
            .map(newest -> feed.cursor().since(newest, listing.scope()))
            .orElseGet(() -> feed.cursor().beginning(listing.scope()));
    return Walk.since(from, listing.firstToken());
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
    if (walk.backwards() && page.next().isPresent()) {
      return new Step.Onward(harvest, walk.back(page.next().get()));
    }
    if (!walk.backwards() && !page.next().equals(walk.boundary())) {
      return walk.round() + 1 < MOST_ROUNDS
          ? new Step.Onward(harvest, walk.anew(listing.firstToken()))
          : new Step.Done(harvest, walk.applied());
    }
    Scope seeing = listing.scope().with(Variable.STREAM_SLICE, Map.of());
    page.records().forEach(event -> harvest.add(event, feed, seeing));
    Optional<Instant> newest = newest(page.records(), walk.applied());
    return walk.forward(newest)
        .<Step>map(next -> new Step.Onward(harvest, next))
        .orElseGet(() -> new Step.Done(harvest, newest));
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
