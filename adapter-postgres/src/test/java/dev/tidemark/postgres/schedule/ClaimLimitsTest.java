package dev.tidemark.postgres.schedule;

import static dev.tidemark.postgres.schedule.BusyNode.backlog;
import static dev.tidemark.postgres.schedule.BusyNode.sync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.connection.Overlap;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import dev.tidemark.testkit.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may run at the same time in the whole cluster, seen with two nodes. */
@Timeout(120)
class ClaimLimitsTest {
  private Ports ports;
  private Database database;
  private final List<BusyNode> nodes = new ArrayList<>();

  @BeforeEach
  void prepare() {
    ports = TestStore.empty(getClass());
    database = TestStore.emptied(getClass());
  }

  private BusyNode started(String name, int perConnection, int perProvider) {
    BusyNode node =
        new BusyNode(
            TestStore.pool(getClass()), name, new ClaimLimits(16, perConnection, perProvider));
    nodes.add(node);
    node.start();
    return node;
  }

  @AfterEach
  void stop() {
    nodes.forEach(BusyNode::close);
  }

  /** Shows that the nodes look for what is due, and have not claimed anything else. */
  private static void nothingElse(BusyNode node, int number) throws InterruptedException {
    SyncId control = sync("control", "control", number);
    node.scheduler.schedule(control, Instant.now().plusMillis(300));
    assertThat(node.nextClaim()).isEqualTo(control);
    assertThat(node.claimedNothingElse()).isTrue();
  }

  @Test
  void runsNoMoreThanAllowedAlthoughAnotherNodeIsJustClaiming() throws InterruptedException {
    backlog(database, "one", "hubspot", 2, 600);
    ClaimLimits limits = new ClaimLimits(16, 1, ClaimLimits.NONE);
    ScheduledTasks other = new ScheduledTasks(database, "other");

    BusyNode node =
        database.perform(() -> {
          other.lockClaims();
          assertThat(other.claim(Instant.now(), limits, ClaimLimits.NONE, ClaimLimits.NONE, 100))
              .hasSize(1);
          BusyNode started = started("node", 1, ClaimLimits.NONE);
          while (!Overlap.somebodyWaits(database) && started.claimedNothingElse()) {
            LockSupport.parkNanos(1_000_000);
          }
          return started;
        });

    nothingElse(node, 1);
  }

  @Test
  void runsNoMoreOfAConnectionAtOnceThanAllowed() throws InterruptedException {
    backlog(database, "one", "hubspot", 10, 600);
    BusyNode node = started("node", 2, ClaimLimits.NONE);
    List<SyncId> first = node.nextClaims(2);
    nothingElse(node, 1);

    node.scheduler.schedule(sync("one", "stripe", 1), Instant.now());
    assertThat(node.nextClaim()).isEqualTo(sync("one", "stripe", 1));

    node.end(first.get(0));
    assertThat(node.nextClaim().connection()).isEqualTo(first.get(0).connection());
    nothingElse(node, 2);
  }

  @Test
  void runsNoMoreOfAProviderAtOnceThanAllowed() throws InterruptedException {
    backlog(database, "one", "hubspot", 10, 600);
    backlog(database, "other", "hubspot", 10, 60);
    BusyNode node = started("node", ClaimLimits.NONE, 3);

    List<SyncId> first = node.nextClaims(3);
    nothingElse(node, 1);

    assertThat(first)
        .extracting(claim -> claim.connection().organization().value())
        .contains("one", "other");
    node.end(first.get(0));
    node.nextClaim();
    nothingElse(node, 2);
  }

  @Test
  void countsWhatRunsOnOtherNodes() throws InterruptedException {
    backlog(database, "one", "hubspot", 3, 600);
    BusyNode one = started("one", 3, ClaimLimits.NONE);
    List<SyncId> first = one.nextClaims(3);
    BusyNode other = started("other", 3, ClaimLimits.NONE);
    SyncId fourth = sync("one", "hubspot", 4);
    other.scheduler.schedule(fourth, Instant.now());
    nothingElse(other, 1);
    // Only the other node is left to claim it, and nobody tells it that this one is over.
    one.close();

    assertThat(new HashSet<>(other.nextClaims(3)))
        .isSubsetOf(first.get(0), first.get(1), first.get(2), fourth);
    nothingElse(other, 2);
  }

  @Test
  void countsRunsWhoseClaimIsAnsweredForAsLongAsTheyHoldTheirLease() throws InterruptedException {
    SyncId running = sync("one", "hubspot", 1);
    ports.connections().save(Fixtures.connection(running.connection()));
    ports.syncs().add(Fixtures.sync(running));
    Instant now = Instant.now();
    Beginning beginning =
        ports.journal().begin(running, new RunId("run"), now, Duration.ofHours(1)).orElseThrow();
    BusyNode node = started("node", 1, ClaimLimits.NONE);
    SyncId next = sync("one", "hubspot", 2);
    node.scheduler.schedule(next, now);
    nothingElse(node, 1);

    assertThat(beginning)
        .isInstanceOfSatisfying(
            Beginning.Begun.class,
            begun -> ports.journal().finish(begun.lease(), new Outcome.Cancelled(now)));

    assertThat(node.nextClaim()).isEqualTo(next);
  }

  @Test
  void refusesLimitsThatLetNothingRun() {
    assertThatThrownBy(() -> new ClaimLimits(0, 1, 1))
        .hasMessage(
            "at least 1 must be allowed at once, but were 0 per node, 1 per connection, 1 per"
                + " provider");
    assertThatThrownBy(() -> new ClaimLimits(1, 0, 1)).hasMessageContaining("0 per connection");
    assertThatThrownBy(() -> new ClaimLimits(1, 1, 0)).hasMessageContaining("0 per provider");
  }
}
