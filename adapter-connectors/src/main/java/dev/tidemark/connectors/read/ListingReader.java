package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.cursor.DatetimeCursor;
import dev.tidemark.connectors.cursor.Slice;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.read.Progress.Position.InListing;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a listing, or one partition of it, slice by slice and page by page. */
final class ListingReader {
  private final Listing listing;
  private @Nullable JsonNode lastToken;
  private int lastRecords;

  ListingReader(Listing listing) {
    this.listing = listing;
  }

  /**
   * The records of a page that are wanted.
   *
   * @param body that of the answer
   */
  record Batch(List<JsonNode> records, JsonNode body) {
    Batch {
      records = List.copyOf(records);
    }
  }

  /** What a step along the listing came to. */
  sealed interface Step {
    /** A page; there are more. */
    record Onward(Batch batch, InListing next) implements Step {}

    /** The last page. */
    record Done(Batch batch, Optional<Instant> seen) implements Step {}

    /**
     * Nothing could be read, and why.
     *
     * @param status that of the answer; 0 when there was none
     */
    record Failed(FetchFailure failure, int status) implements Step {}
  }

  /** Where a pass starts: at the beginning, or an increment at its mark. */
  InListing begin(Optional<Instant> mark, Instant now) {
    OffsetDateTime end = now.atOffset(ZoneOffset.UTC);
    Optional<DatetimeCursor> cursor = listing.cursor();
    OffsetDateTime from =
        cursor
            .map(time ->
                mark.map(since -> time.since(since, listing.scope()))
                    .orElseGet(() -> time.beginning(listing.scope())))
            .orElse(end);
    OffsetDateTime until = cursor.map(time -> time.until(now, listing.scope())).orElse(end);
    return new InListing(
        from, from, until, listing.firstToken(), Optional.empty(), Optional.empty());
  }

  Step step(Partition partition, InListing at) throws InterruptedException {
    Optional<Slice> slice =
        listing.cursor().flatMap(time -> time.slice(at.slice(), at.until(), listing.scope()));
    if (listing.cursor().isPresent() && slice.isEmpty()) {
      Batch nothing = new Batch(List.of(), Json.object());
      return new Step.Done(nothing, at.seen());
    }
    return switch (listing.fetch(partition, slice, at.token(), at.since())) {
      case Listing.Outcome.Failed failed -> new Step.Failed(failed.failure(), failed.status());
      case Listing.Outcome.Page page -> step(at, slice, page);
    };
  }

  private Step step(InListing at, Optional<Slice> slice, Listing.Outcome.Page page) {
    if (standsStill(at, page)) {
      return new Step.Failed(
          listing.exchange().troubles().invalid("its pages lead back to themselves"), 0);
    }
    List<JsonNode> wanted = new ArrayList<>();
    Optional<Instant> seen = at.seen();
    boolean older = false;
    for (JsonNode record : page.records()) {
      Optional<Instant> time =
          listing.cursor().flatMap(cursor -> cursor.timeOf(record, listing.scope()));
      older = time.isPresent() && time.get().isBefore(at.from().toInstant());
      if (!unwanted(at, time)) {
        wanted.add(record);
        // One that is too late now must not move the mark past itself.
        if (time.isPresent() && (seen.isEmpty() || time.get().isAfter(seen.get()))) {
          seen = time;
        }
      }
    }
    Batch batch = new Batch(wanted, page.body());
    boolean feedEnds = older && listing.cursor().map(DatetimeCursor::newestFirst).orElse(false);
    if (page.next().isPresent() && !feedEnds) {
      return new Step.Onward(
          batch, new InListing(at.from(), at.slice(), at.until(), page.next(), seen, at.since()));
    }
    if (slice.isEmpty() || slice.get().last()) {
      return new Step.Done(batch, seen);
    }
    return new Step.Onward(
        batch,
        new InListing(
            at.from(), slice.get().end(), at.until(), listing.firstToken(), seen, at.since()));
  }

  private boolean unwanted(InListing at, Optional<Instant> time) {
    if (time.isEmpty() || listing.cursor().isEmpty() || !listing.cursor().get().drops()) {
      return false;
    }
    boolean late = listing.cursor().get().bounded() && time.get().isAfter(at.until().toInstant());
    return late || time.get().isBefore(at.from().toInstant());
  }

  /** Whether a provider gives the same page again and again, which would never end. */
  private boolean standsStill(InListing at, Listing.Outcome.Page page) {
    boolean same =
        page.next().isPresent()
            && page.next().equals(at.token())
            && page.next().get().equals(lastToken)
            && print(page.records()) == lastRecords;
    lastToken = page.next().orElse(null);
    lastRecords = print(page.records());
    return same;
  }

  /** Tells pages apart by their size and ends, which is cheaper than by all of them. */
  private static int print(List<JsonNode> records) {
    return records.isEmpty()
        ? 0
        : Objects.hash(records.size(), records.getFirst(), records.getLast());
  }
}
