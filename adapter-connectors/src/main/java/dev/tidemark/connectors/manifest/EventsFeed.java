package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.cursor.DatetimeCursor;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.record.FieldPath;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A second listing that tells what happened to a model's records, newest first. It is read in every
 * increment.
 *
 * @param cursor says what an event's time is, and how to ask for events since a time
 * @param type where an event says what happened
 * @param id where it holds what tells it from others; without one it is the event as a whole
 * @param object where it holds the record as it was then
 * @param upserts the types after which the record is as in the event
 * @param deletions the types after which it is gone
 * @param retention how long the provider keeps events
 */
public record EventsFeed(
    Retriever retriever,
    DatetimeCursor cursor,
    FieldPath type,
    Optional<FieldPath> id,
    FieldPath object,
    Set<String> upserts,
    Set<String> deletions,
    Duration retention) {

  /** Copies the sets. */
  public EventsFeed {
    upserts = Set.copyOf(upserts);
    deletions = Set.copyOf(deletions);
  }

  static Optional<EventsFeed> load(Component component) {
    Optional<Retriever> retriever = Extensions.undividedRetriever(component);
    Optional<Component> sync = component.requiredChild("incremental_sync", "DatetimeBasedCursor");
    sync.ifPresent(
        cursor -> cursor.lacks("step", "has no place here: a feed is read in one slice"));
    Optional<DatetimeCursor> cursor = sync.flatMap(DatetimeCursor::load);
    Optional<FieldPath> type = Extensions.path(component, "type_path");
    Optional<FieldPath> id =
        component.value("id_path") == null
            ? Optional.empty()
            : Extensions.path(component, "id_path");
    Optional<FieldPath> object = Extensions.path(component, "object_path");
    Set<String> upserts = new HashSet<>(component.texts("upserts"));
    Set<String> deletions = new HashSet<>(component.texts("deletions"));
    Optional<Duration> retention = component.duration("retention");
    component.done();
    if (upserts.isEmpty() && deletions.isEmpty()) {
      component.refuse("upserts", "give the types of upserts, of deletions, or both");
    }
    if (upserts.stream().anyMatch(deletions::contains)) {
      component.refuse("deletions", "a type is either an upsert or a deletion");
    }
    if (retriever.isEmpty()
        || cursor.isEmpty()
        || type.isEmpty()
        || object.isEmpty()
        || retention.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EventsFeed(
            retriever.get(),
            cursor.get(),
            type.get(),
            id,
            object.get(),
            upserts,
            deletions,
            retention.get()));
  }
}
