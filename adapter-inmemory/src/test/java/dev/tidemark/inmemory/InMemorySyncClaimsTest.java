package dev.tidemark.inmemory;

import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SyncClaimsContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

class InMemorySyncClaimsTest extends SyncClaimsContract {
  private final InMemoryStore store = new InMemoryStore(clock());

  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.of(store);
  }

  @Override
  protected InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  protected List<Node> nodes() {
    return List.of(
        new Node() {
          @Override
          public void start(Consumer<SyncId> handler) {
            store.scheduler().start(handler);
          }

          @Override
          public void stop(Duration patience) {
            store.scheduler().stop(patience);
          }
        });
  }
}
