package dev.tidemark.inmemory;

import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.testkit.Fixtures;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SyncEventsContract;

class InMemorySyncEventsTest extends SyncEventsContract {
  private final Ports ports = InMemoryPorts.empty();

  @Override
  protected Ports emptyStore() {
    return ports;
  }

  @Override
  protected void letGo() {
    ports
        .transactions()
        .perform(() -> {
          for (int i = 0; i < 10_000; i++) {
            ports
                .events()
                .publish(
                    new SyncEvent.RunBegan(
                        Fixtures.syncId("slack", "SlackUser"), new RunId("later-" + i), false));
          }
        });
  }
}
