package dev.tidemark.postgres.vault;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Ports;
import java.time.InstantSource;

/** The ports with a vault of a new key. */
final class VaultPorts {
  private VaultPorts() {}

  static Ports empty(Class<?> test) {
    Database database = TestStore.emptied(test);
    Ports ports = TestStore.ports(database, InstantSource.system());
    return new Ports(
        ports.transactions(),
        ports.connections(),
        Vault.open(database, VaultKeys.create()).credentials(),
        ports.syncs(),
        ports.scheduler(),
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
