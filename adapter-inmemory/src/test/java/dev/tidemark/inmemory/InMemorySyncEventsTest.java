package dev.tidemark.inmemory;

import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents;
import dev.tidemark.testkit.SyncEventsContract;
import java.util.function.Consumer;

class InMemorySyncEventsTest extends SyncEventsContract {
  private final InMemorySyncEvents events = new InMemorySyncEvents();

  @Override
  protected SyncEvents events() {
    return events;
  }

  @Override
  protected AutoCloseable subscribe(Consumer<SyncEvent> subscriber) {
    return events.subscribe(subscriber);
  }
}
