package dev.tidemark.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.testkit.Fixtures;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the scheduler in memory promises beyond its contract. */
@Timeout(60)
class DispatcherTest {
  private final InMemorySyncScheduler scheduler =
      new InMemoryStore(InstantSource.system(), 2).scheduler();

  private final BlockingQueue<SyncId> claimed = new LinkedBlockingQueue<>();

  /** Lets handlers return. */
  private final Semaphore releases = new Semaphore(0);

  @AfterEach
  void stop() {
    scheduler.stop(Duration.ZERO);
  }

  private void handle(SyncId sync) {
    claimed.add(sync);
    releases.acquireUninterruptibly();
    scheduler.unschedule(sync);
  }

  private SyncId nextClaim() throws InterruptedException {
    return claimed.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void runsNoMoreHandlersAtOnceThanAllowed() throws InterruptedException {
    Set<SyncId> all = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      all.add(Fixtures.syncId("stripe", "Model" + i));
    }
    all.forEach(sync -> scheduler.schedule(sync, Fixtures.NOON));
    Set<SyncId> seen = new HashSet<>();

    scheduler.start(this::handle);

    for (int i = 0; i < 6; i++) {
      if (i >= 2) {
        // Both places are taken until a handler returns.
        assertThat(claimed).isEmpty();
        releases.release();
      }
      seen.add(nextClaim());
    }
    assertThat(seen).isEqualTo(all);
    releases.release(2);
  }

  @Test
  void claimsInTheOrderOfTheDueInstants() throws InterruptedException {
    SyncId late = Fixtures.syncId("stripe", "A");
    SyncId early = Fixtures.syncId("stripe", "C");
    SyncId middle = Fixtures.syncId("stripe", "B");
    scheduler.schedule(late, Fixtures.noonPlus(2));
    scheduler.schedule(early, Fixtures.NOON);
    scheduler.schedule(middle, Fixtures.noonPlus(1));

    scheduler.start(this::handle);

    SyncId first = nextClaim();
    SyncId second = nextClaim();
    // Handlers start on threads of their own, so that either may be noted first.
    assertThat(Set.of(first, second)).isEqualTo(Set.of(early, middle));
    releases.release();
    assertThat(nextClaim()).isEqualTo(late);
    releases.release(2);
  }

  @Test
  void claimsASyncThatIsRescheduledWhileAnEarlierHandlerIsStillAtIt() throws InterruptedException {
    SyncId sync = Fixtures.syncId("stripe", "A");
    scheduler.start(this::handle);
    scheduler.schedule(sync, Fixtures.NOON);
    assertThat(nextClaim()).isEqualTo(sync);

    scheduler.schedule(sync, Fixtures.NOON);

    assertThat(nextClaim()).isEqualTo(sync);
    releases.release(2);
  }

  @Test
  void refusesToStartTwice() {
    scheduler.start(this::handle);

    assertThatIllegalStateException().isThrownBy(() -> scheduler.start(this::handle));
  }

  @Test
  void refusesToAllowNoHandlers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InMemoryStore(InstantSource.system(), 0));
  }
}
