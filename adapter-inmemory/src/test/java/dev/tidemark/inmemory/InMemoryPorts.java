package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import java.time.InstantSource;

/** The ports of stores in memory, as the contracts want them. */
final class InMemoryPorts {
  private InMemoryPorts() {}

  /** Of a store that is empty. */
  static Ports empty() {
    return of(new InMemoryStore(InstantSource.system()));
  }

  static Ports of(InMemoryStore store) {
    return new Ports(
        store.transactions(),
        store.connections(),
        store.vault(),
        store.syncs(),
        store.scheduler(),
        store.journal(),
        store.records(),
        store.keys(),
        store.tools(),
        store.toolList(),
        store.audit(),
        store.triggers(),
        store.sessions(),
        store.setups(),
        store.deliveries(),
        store.events());
  }
}
