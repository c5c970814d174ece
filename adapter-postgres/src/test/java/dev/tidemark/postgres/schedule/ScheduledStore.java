package dev.tidemark.postgres.schedule;

import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Ports;
import java.time.InstantSource;

/** The ports of a database, with a scheduler. */
final class ScheduledStore {
  private ScheduledStore() {}

  static Ports ports(Database database, SyncScheduler scheduler) {
    Ports ports = TestStore.ports(database, InstantSource.system());
    return new Ports(
        ports.transactions(),
        ports.connections(),
        ports.vault(),
        ports.syncs(),
        scheduler,
        ports.journal(),
        ports.records(),
        ports.keys(),
        ports.tools(),
        ports.toolList(),
        ports.audit(),
        ports.triggers(),
        ports.sessions(),
        ports.setups(),
        ports.deliveries());
  }
}
