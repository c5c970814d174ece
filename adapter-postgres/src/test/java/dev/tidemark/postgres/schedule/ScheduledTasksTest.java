package dev.tidemark.postgres.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.HeartbeatConfig;
import com.github.kagkarlsson.scheduler.task.Execution;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a row between its claim and the answer. */
class ScheduledTasksTest {
  private static final String SYNC = "org_demo/stripe/StripeCustomer";
  private static final Instant DUE = Instant.parse("2026-03-01T12:00:00.000001Z");
  private static final Instant LATER = DUE.plusSeconds(1);

  private Database database;
  private ScheduledTasks tasks;

  @BeforeEach
  void prepare() {
    database = TestStore.emptied(getClass());
    tasks = new ScheduledTasks(database, "node");
    tasks.put(SYNC, DUE);
  }

  private List<Execution> claim(ScheduledTasks by, Instant now) {
    return by.claim(now, ClaimLimits.DEFAULT, ClaimLimits.NONE, ClaimLimits.NONE, 100);
  }

  private Execution claimed() {
    return claim(tasks, DUE).get(0);
  }

  private boolean claimable() {
    return tasks.earliest().isPresent();
  }

  @Test
  void understandsTheNameThatItGivesASync() {
    assertThat(ScheduledTasks.instance(ScheduledTasks.sync(SYNC))).isEqualTo(SYNC);
  }

  @Test
  void claimsWhatIsDueToTheMicrosecondAndOnlyOnce() {
    assertThat(claim(tasks, DUE.minusNanos(1000))).isEmpty();

    Execution claimed = claimed();

    assertThat(claimed.getId()).isEqualTo(SYNC);
    assertThat(claimed.executionTime).isEqualTo(DUE);
    assertThat(claimed.pickedBy).isEqualTo("node");
    assertThat(claim(tasks, LATER)).isEmpty();
    assertThat(tasks.due(SYNC)).contains(DUE);
  }

  @Test
  void releasesAClaimThatIsNotAnswered() {
    tasks.release(claimed(), LATER);

    assertThat(tasks.earliest()).contains(LATER);
  }

  @Test
  void releasesNoClaimThatIsAnswered() {
    Execution claimed = claimed();
    tasks.put(SYNC, LATER);

    tasks.release(claimed, DUE);

    assertThat(tasks.due(SYNC)).contains(LATER);
  }

  @Test
  void releasesNoClaimThatCameLater() {
    Execution first = claimed();
    tasks.put(SYNC, DUE);
    claimed();

    tasks.release(first, LATER);

    assertThat(claimable()).isFalse();
  }

  @Test
  void tellsClaimsApartEvenIfTheSyncWasUnscheduledInBetween() {
    Execution first = claimed();
    tasks.remove(SYNC);
    tasks.put(SYNC, DUE);
    claimed();

    tasks.release(first, LATER);

    assertThat(claimable()).isFalse();
  }

  @Test
  void givesBackOnlyWhatItsOwnNodeHasClaimed() {
    claimed();

    assertThat(new ScheduledTasks(database, "other").giveBack()).isZero();
    assertThat(claimable()).isFalse();
    assertThat(tasks.giveBack()).isEqualTo(1);
    assertThat(tasks.earliest()).contains(DUE);
  }

  @Test
  void beatsForClaimsAsLongAsTheyAreNotAnswered() {
    OpenClaims claims = new OpenClaims();
    Execution claimed = claimed();
    claims.open(claimed);
    Instant first = DUE.plusSeconds(5);
    Instant second = DUE.plusSeconds(10);
    ClaimingScheduler scheduler = scheduler(claims);
    CurrentlyExecuting executing =
        new CurrentlyExecuting(
            claimed,
            () -> DUE,
            new HeartbeatConfig(Duration.ofSeconds(5), 4, Duration.ofSeconds(20)));

    scheduler.updateHeartbeatForExecution(first, executing);
    assertThat(heartbeat()).isEqualTo(first);

    claims.answered(SYNC);
    scheduler.updateHeartbeatForExecution(second, executing);
    assertThat(heartbeat()).isEqualTo(first);
  }

  private ClaimingScheduler scheduler(OpenClaims claims) {
    Alarm alarm = new Alarm(InstantSource.system(), () -> {});
    return ClaimingScheduler.create(
        TestStore.pool(getClass()),
        () -> DUE,
        "node",
        new FairClaims(database, tasks, ClaimLimits.DEFAULT, alarm),
        new SyncTask(tasks, claims, InstantSource.system(), alarm, sync -> {}),
        1,
        new Handlers(() -> {}),
        claims);
  }

  private Instant heartbeat() {
    return database
        .find("select last_heartbeat from scheduled_tasks", row -> row.instant("last_heartbeat"))
        .orElseThrow();
  }

  /** It would otherwise be as long as for any other transaction, which is ten seconds. */
  @Test
  void letsOthersClaimSoonWhenANodeStopsInTheMiddleOfAClaim() throws Exception {
    Duration[] waited = new Duration[1];
    Thread other =
        Thread.ofPlatform()
            .unstarted(() -> {
              long start = System.nanoTime();
              database.perform(() -> {
                tasks.lockClaims();
                return claim(tasks, LATER);
              });
              waited[0] = Duration.ofNanos(System.nanoTime() - start);
            });

    assertThatExceptionOfType(StorageException.class)
        .as("what the stopped node would commit when it goes on")
        .isThrownBy(() ->
            database.perform(() -> {
              tasks.lockClaims();
              List<Execution> claimed = claim(tasks, DUE);
              assertThat(claimed).hasSize(1);
              other.start();
              joined(other);
              return claimed;
            }));

    assertThat(waited[0]).isLessThan(Duration.ofSeconds(6));
    assertThat(claimable()).as("the other has claimed it").isFalse();
  }

  private static void joined(Thread thread) {
    try {
      assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
