package dev.tidemark.testkit;

import dev.tidemark.application.run.EventCursor;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents;
import dev.tidemark.domain.connection.OrganizationId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The events of a store, which also remembers what was published, for tests that want to know at
 * once. It does not look whether the transaction commits.
 */
public final class RecordingEvents implements SyncEvents {
  private final SyncEvents kept;
  private final List<SyncEvent> events = new CopyOnWriteArrayList<>();

  /** In front of that port. */
  public RecordingEvents(SyncEvents kept) {
    this.kept = kept;
  }

  @Override
  public void publish(SyncEvent event) {
    kept.publish(event);
    events.add(event);
  }

  @Override
  public Answer after(OrganizationId organization, EventCursor cursor, int limit) {
    return kept.after(organization, cursor, limit);
  }

  @Override
  public EventCursor newest() {
    return kept.newest();
  }

  @Override
  public Subscription subscribe(Consumer<Entry> subscriber) {
    return kept.subscribe(subscriber);
  }

  @Override
  public Subscription subscribeHere(Consumer<SyncEvent> subscriber) {
    return kept.subscribeHere(subscriber);
  }

  /** All events so far, in the order of their publication. */
  public List<SyncEvent> all() {
    return List.copyOf(events);
  }

  /** Those of one kind. */
  public <E extends SyncEvent> List<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
