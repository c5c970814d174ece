package dev.tidemark.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import dev.tidemark.testkit.Ports;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The leases of all runs of a node, which one thread keeps alive. */
@Timeout(60)
class HeartbeatsTest {
  private final Database database = TestStore.emptied(getClass());
  private final Ports ports = TestStore.ports(database, InstantSource.system());

  private Lease begun(String model) {
    Sync sync = Fixtures.sync(Fixtures.syncId("stripe", model));
    ports.connections().save(Fixtures.connection(sync.id().connection()));
    ports.syncs().add(sync);
    Beginning beginning =
        ports
            .journal()
            .begin(sync.id(), new RunId("run-" + model), Fixtures.NOON, Duration.ofSeconds(15))
            .orElseThrow();
    return ((Beginning.Begun) beginning).lease();
  }

  private long prolonged() {
    return database
        .find(
            "select count(*) as many from syncs where lease_until = ?",
            row -> row.number("many"),
            Fixtures.noonPlus(60))
        .orElseThrow();
  }

  @Test
  void waitForNobodyWhoIsAtOneOfTheSyncs() throws Exception {
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      leases.add(begun("Model" + i));
    }
    Lease gone = new Lease(leases.get(7).sync(), new RunId("gone"), leases.get(7).token());
    leases.add(gone);
    try (ExecutorService node = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Set<Lease>> lost =
          database.perform(() -> {
            assertThat(ports.syncs().update(leases.get(0).sync(), facts -> facts)).isPresent();
            Future<Set<Lease>> beating =
                node.submit(() -> ports.journal().beatAll(leases, Fixtures.noonPlus(60)));
            long patience = System.nanoTime() + 5_000_000_000L;
            while (prolonged() < 19) {
              assertThat(System.nanoTime()).as("the others wait").isLessThan(patience);
              Thread.onSpinWait();
            }
            assertThat(beating.isDone()).as("it waits for the one").isFalse();
            return beating;
          });

      assertThat(lost.get()).containsExactly(gone);
    }
    assertThat(prolonged()).isEqualTo(20);
  }
}
