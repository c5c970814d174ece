package dev.tidemark.testkit;

import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events that were published. */
public final class RecordingEvents implements SyncEvents {
  private final List<SyncEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void publish(SyncEvent event) {
    events.add(event);
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
