package dev.tidemark.postgres.schedule;

import static dev.tidemark.postgres.schedule.BusyNode.backlog;
import static dev.tidemark.postgres.schedule.BusyNode.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Organizations with a large backlog do not keep others waiting. */
@Timeout(120)
class FairClaimsTest {
  private static final int SLOTS = 16;
  private static final int SLOTS_OF_ONE = 14;

  private Database database;
  private BusyNode node;

  @BeforeEach
  void prepare() {
    database = TestStore.emptied(getClass());
    node = node(SLOTS);
  }

  private BusyNode node(int slots) {
    return new BusyNode(
        TestStore.pool(getClass()),
        "node",
        new ClaimLimits(slots, ClaimLimits.NONE, ClaimLimits.NONE));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static List<SyncId> of(String organization, List<SyncId> claims) {
    return claims.stream()
        .filter(claim -> claim.connection().organization().value().equals(organization))
        .toList();
  }

  @Test
  void claimsTheFewSyncsOfOneOrganizationAmongTheFirstAlthoughTenThousandOfAnotherAreOlder()
      throws InterruptedException {
    backlog(database, "big", "hubspot", 10_000, 600);
    backlog(database, "small", "hubspot", 3, 60);

    node.start();

    List<SyncId> first = node.nextClaims(SLOTS_OF_ONE);
    assertThat(of("small", first)).hasSize(3);
  }

  @Test
  void claimsTheFewSyncsOfOneOrganizationAmongTheFirstAlthoughTwoOthersHaveThousands()
      throws InterruptedException {
    backlog(database, "huge", "hubspot", 10_000, 900);
    backlog(database, "big", "hubspot", 10_000, 600);
    backlog(database, "small", "hubspot", 3, 60);

    node.start();

    List<SyncId> first = node.nextClaims(SLOTS_OF_ONE);
    assertThat(of("small", first)).hasSize(3);
    assertThat(of("big", first)).hasSizeGreaterThanOrEqualTo(4);
    assertThat(of("huge", first)).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void claimsWhatANewcomerHasDueAtOnceAlthoughTheSlotsAreTakenByAnother()
      throws InterruptedException {
    backlog(database, "big", "hubspot", 10_000, 600);
    node.start();
    List<SyncId> big = node.nextClaims(SLOTS_OF_ONE);
    assertThat(of("big", big)).hasSize(SLOTS_OF_ONE);

    for (int i = 1; i <= 3; i++) {
      node.scheduler.schedule(sync("small", "hubspot", i), Instant.now());
    }

    // One slot of the reserve, without waiting for anybody.
    assertThat(of("small", node.nextClaims(1))).hasSize(1);
    node.end(big.get(0));
    node.end(big.get(1));
    assertThat(of("small", node.nextClaims(1))).hasSize(1);
    node.end(big.get(2));
    assertThat(of("small", node.nextClaims(1))).hasSize(1);
  }

  @Test
  void claimsForANewcomerWithTheNextHandlerThatReturnsIfEvenTheReserveIsTaken()
      throws InterruptedException {
    for (int i = 1; i <= SLOTS - SLOTS_OF_ONE; i++) {
      backlog(database, "other" + i, "hubspot", 1, 60);
    }
    backlog(database, "big", "hubspot", 10_000, 600);
    node.start();
    List<SyncId> all = node.nextClaims(SLOTS_OF_ONE);
    List<SyncId> others = new ArrayList<>(of("other1", all));
    others.addAll(of("other2", all));
    assertThat(others).hasSize(2);
    node.scheduler.schedule(sync("another", "hubspot", 1), Instant.now());
    node.scheduler.schedule(sync("yet.another", "hubspot", 1), Instant.now());
    node.nextClaims(2);
    SyncId small = sync("small", "hubspot", 1);
    node.scheduler.schedule(small, Instant.now());

    node.end(of("big", all).get(0));

    assertThat(node.nextClaim()).isEqualTo(small);
  }

  @Test
  void leavesNoSlotOfItsShareUnusedForAnOrganizationThatIsAlone() throws InterruptedException {
    backlog(database, "big", "hubspot", 100, 600);
    node.start();
    List<SyncId> running = new ArrayList<>(node.nextClaims(SLOTS_OF_ONE));

    for (int i = 0; i < 100 - SLOTS_OF_ONE; i++) {
      node.end(running.remove(0));
      running.add(node.nextClaim());
    }

    assertThat(node.claimedNothingElse()).isTrue();
  }

  @Test
  void runsOneAfterTheOtherOnASingleSlot() throws InterruptedException {
    node = node(1);
    backlog(database, "big", "hubspot", 3, 600);
    node.start();

    for (int i = 1; i <= 3; i++) {
      SyncId next = node.nextClaim();
      assertThat(next).isEqualTo(sync("big", "hubspot", i));
      assertThat(node.claimedNothingElse()).isTrue();
      node.end(next);
    }
  }
}
