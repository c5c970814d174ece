package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.cursor.DatetimeCursor;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.record.PrimaryKey;
import dev.tidemark.connectors.record.SchemaTypes;
import dev.tidemark.connectors.record.Transformation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the changes of a model show, beside the times of its records.
 *
 * @param tombstone how a record of the listing says that it was deleted
 * @param events a feed of what happened
 * @param archived a listing of deleted records only
 * @param opaque a checkpoint of the provider's own for the listing
 * @param changes a log of the ids of changed records
 * @param fingerprint by what a record shows that it changed, for those that are divided by it
 * @param expired statuses by which the provider says that it no longer knows a checkpoint
 * @param sweep how often a full pass is needed all the same
 */
public record Tracking(
    Optional<Tombstone> tombstone,
    Optional<EventsFeed> events,
    Optional<Retriever> archived,
    Optional<OpaqueCheckpoint> opaque,
    Optional<ChangesLog> changes,
    Optional<Fingerprint> fingerprint,
    Set<Integer> expired,
    Optional<Duration> sweep) {
  private static final String TOMBSTONE = "x-tidemark-tombstone";
  private static final String EVENTS = "x-tidemark-events";
  private static final String ARCHIVED = "x-tidemark-archived";
  private static final String CHECKPOINT = "x-tidemark-checkpoint";
  private static final String CHANGES = "x-tidemark-changes";
  private static final String FINGERPRINT = "x-tidemark-fingerprint";
  private static final String SWEEP = "x-tidemark-sweep";

  /** Where the provider shows no deletion, they are found by a full pass a day. */
  private static final Duration DEFAULT_SWEEP = Duration.ofDays(1);

  /** Copies the set. */
  public Tracking {
    expired = Set.copyOf(expired);
  }

  /** Reads the extensions of a stream; parts with problems are told and left out. */
  static Tracking load(
      Component stream,
      Optional<Retriever> retriever,
      Optional<DatetimeCursor> cursor,
      PrimaryKey key) {
    Tracking read =
        new Tracking(
            stream.section(TOMBSTONE, "a tombstone").flatMap(Tombstone::load),
            stream.section(EVENTS, "an events feed").flatMap(EventsFeed::load),
            stream
                .section(ARCHIVED, "an archived listing")
                .flatMap(part -> {
                  Optional<Retriever> listing = Extensions.undividedRetriever(part);
                  part.done();
                  return listing;
                }),
            stream.section(CHECKPOINT, "an opaque checkpoint").flatMap(OpaqueCheckpoint::load),
            stream.section(CHANGES, "a log of changes").flatMap(ChangesLog::load),
            stream.section(FINGERPRINT, "a fingerprint").flatMap(Fingerprint::load),
            Extensions.statuses(stream, "x-tidemark-checkpoint-expired"),
            stream.section(SWEEP, "a sweep").flatMap(Tracking::every));
    List<Router> routers = retriever.map(Retriever::routers).orElse(List.of());
    read.refuseMisfits(stream, cursor, routers, key);
    boolean byParents = routers.stream().anyMatch(Router::incremental);
    return read.swept(stream, cursor.isPresent() || byParents);
  }

  private static Optional<Duration> every(Component component) {
    Optional<Duration> every = component.duration("every");
    component.done();
    return every;
  }

  private void refuseMisfits(
      Component stream, Optional<DatetimeCursor> cursor, List<Router> routers, PrimaryKey key) {
    if (opaque.isPresent() && cursor.isPresent()) {
      stream.refuse(CHECKPOINT, "has no place beside incremental_sync");
    }
    boolean asked = cursor.isPresent() || opaque.isPresent();
    if (fingerprint.isPresent() && (asked || routers.stream().anyMatch(Router::incremental))) {
      stream.refuse(
          FINGERPRINT,
          "has no place beside incremental_sync, x-tidemark-checkpoint or incremental_dependency:"
              + " the listing must be read whole each time");
    }
    if (changes.isEmpty()) {
      return;
    }
    if (cursor.isPresent() || events.isPresent() || opaque.isPresent()) {
      stream.refuse(
          CHANGES, "has no place beside incremental_sync, x-tidemark-events or -checkpoint");
    }
    if (routers.size() != 1 || routers.get(0).fields().count() > 1) {
      stream.refuse(CHANGES, "needs one partition router with one field, whose values are the ids");
    }
    if (key.fields().size() != 1) {
      stream.refuse(CHANGES, "needs a primary key of one field, whose values are the ids");
    }
  }

  private Tracking swept(Component stream, boolean listsChanges) {
    boolean incremental = isIncremental(listsChanges);
    if (!incremental) {
      stream.ignore(SWEEP, "has no effect: every pass of this stream is a full one");
      stream.ignore(ARCHIVED, "has no effect: every pass of this stream is a full one");
    }
    boolean shown =
        tombstone.isPresent()
            || archived.isPresent()
            || changes.filter(log -> !log.deletions().isEmpty()).isPresent()
            || events.filter(feed -> !feed.deletions().isEmpty()).isPresent();
    Optional<Duration> needed = shown ? sweep : Optional.of(sweep.orElse(DEFAULT_SWEEP));
    return new Tracking(
        tombstone,
        events,
        archived,
        opaque,
        changes,
        fingerprint,
        expired,
        incremental ? needed : Optional.empty());
  }

  /** The same with the archived listing's records made like those of the stream. */
  Tracking in(
      List<Transformation> transformations, boolean filtersLast, Optional<SchemaTypes> types) {
    Optional<Retriever> alike =
        archived.map(listing ->
            listing.selecting(listing.selector().in(transformations, filtersLast, types)));
    return new Tracking(tombstone, events, alike, opaque, changes, fingerprint, expired, sweep);
  }

  /** Whether what changed can be asked for, given that the listing alone can or cannot be. */
  boolean isIncremental(boolean listsChanges) {
    return listsChanges || opaque.isPresent() || events.isPresent() || changes.isPresent();
  }
}
