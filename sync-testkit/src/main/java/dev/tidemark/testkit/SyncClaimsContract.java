package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.sync.SyncId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link dev.tidemark.application.sync.SyncScheduler} promises of claims, in real time. Every
 * test ends with a sync whose claim shows that the nodes were awake.
 */
public abstract class SyncClaimsContract extends StoreContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BlockingQueue<Claim> claims = new LinkedBlockingQueue<>();
  private List<Node> nodes = List.of();
  private SyncId sync;
  private SyncId control;

  /** The part of the scheduler that claims syncs. */
  public interface Node {
    /** Claims syncs from now on; the handler runs each. */
    void start(Consumer<SyncId> handler);

    /**
     * Claims nothing any more; handlers have so long to return and are interrupted then. Nothing
     * happens if the node is not started.
     */
    void stop(Duration patience);
  }

  /** A sync was handed to a handler. */
  private record Claim(SyncId sync, Instant at) {}

  /**
   * Nodes that share the store of {@link #emptyStore}, not started; one that can be started again
   * if the store cannot be shared.
   */
  protected abstract List<Node> nodes();

  /** The clock that the nodes go by, which shows the real time. */
  protected abstract InstantSource clock();

  @BeforeEach
  void addSyncs() {
    sync = added("stripe", "StripeCustomer");
    control = added("stripe", "Control");
    nodes = nodes();
  }

  @AfterEach
  void stopNodes() {
    nodes.forEach(node -> node.stop(Duration.ZERO));
  }

  private Instant now() {
    return clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  private Instant in(int millis) {
    return now().plusMillis(millis);
  }

  private void start(Consumer<SyncId> handler) {
    nodes.forEach(node -> node.start(handler));
  }

  /** Answers the claim and notes it then, so that who has seen the note can stop the node. */
  private void take(SyncId claimed) {
    Instant at = clock().instant();
    store.scheduler().unschedule(claimed);
    claims.add(new Claim(claimed, at));
  }

  private Claim nextClaim() throws InterruptedException {
    Claim claim = claims.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(claim).as("a claim").isNotNull();
    return claim;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void claimsWhatIsDueWhetherItWasScheduledBeforeOrAfterTheStart() throws InterruptedException {
    store.scheduler().schedule(sync, in(-1000));
    start(this::take);
    assertThat(nextClaim().sync()).isEqualTo(sync);

    store.scheduler().schedule(control, in(-1000));
    assertThat(nextClaim().sync()).isEqualTo(control);
  }

  @Test
  void claimsASyncNotBeforeItIsDue() throws InterruptedException {
    start(this::take);
    Instant due = in(700);

    store.scheduler().schedule(sync, due);

    assertThat(nextClaim().at()).isAfterOrEqualTo(due);
  }

  @Test
  void claimsASyncThatIsMadeDueEarlierThanAllOthers() throws InterruptedException {
    SyncId first = added("stripe", "First");
    start(this::take);
    store.scheduler().schedule(control, in(1_800_000));
    store.scheduler().schedule(sync, in(3_600_000));
    store.scheduler().schedule(first, now());
    assertThat(nextClaim().sync()).isEqualTo(first);

    // Whoever claims has nothing to do now for half an hour.
    store.scheduler().schedule(sync, now());

    assertThat(nextClaim().sync()).isEqualTo(sync);
  }

  @Test
  void doesNotClaimASyncAtAnInstantThatWasReplaced() throws InterruptedException {
    start(this::take);
    SyncId unscheduled = added("stripe", "Unscheduled");
    store.scheduler().schedule(sync, in(1500));
    store.scheduler().schedule(unscheduled, in(1500));
    store.scheduler().schedule(sync, in(3_600_000));
    store.scheduler().unschedule(unscheduled);

    store.scheduler().schedule(control, in(1800));

    assertThat(nextClaim().sync()).isEqualTo(control);
    assertThat(claims).isEmpty();
  }

  @Test
  void doesNotClaimWhatWasNeverCommitted() throws InterruptedException {
    start(this::take);
    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  store.scheduler().schedule(sync, in(-1000));
                  throw new IllegalArgumentException("trouble");
                }))
        .hasMessage("trouble");

    store.scheduler().schedule(control, in(300));

    assertThat(nextClaim().sync()).isEqualTo(control);
    assertThat(claims).isEmpty();
  }

  @Test
  void claimsEachOfManySyncsOnce() throws InterruptedException {
    Set<SyncId> many = new HashSet<>();
    for (int i = 0; i < 150; i++) {
      many.add(added("hubspot", "Model" + i));
    }
    start(this::take);
    many.forEach(each -> store.scheduler().schedule(each, in(each.hashCode() % 3 * 100)));

    List<SyncId> claimed = new ArrayList<>();
    while (claimed.size() < many.size()) {
      claimed.add(nextClaim().sync());
    }

    assertThat(claimed).containsExactlyInAnyOrderElementsOf(many);
    store.scheduler().schedule(control, in(300));
    assertThat(nextClaim().sync()).isEqualTo(control);
    assertThat(claims).isEmpty();
  }

  @Test
  void showsTheClaimedInstantUntilItIsReplaced() throws InterruptedException {
    Instant due = in(-1000);
    BlockingQueue<Instant> seen = new LinkedBlockingQueue<>();
    start(claimed -> {
      store.scheduler().due(claimed).ifPresent(seen::add);
      store.scheduler().schedule(claimed, in(3_600_000));
      store.scheduler().due(claimed).ifPresent(seen::add);
    });

    store.scheduler().schedule(sync, due);

    assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo(due);
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isAfter(due.plusSeconds(3000));
  }

  @Test
  void claimsASyncAgainAtTheInstantThatItsHandlerSets() throws InterruptedException {
    AtomicInteger times = new AtomicInteger();
    start(claimed -> {
      claims.add(new Claim(claimed, clock().instant()));
      if (times.incrementAndGet() < 3) {
        store.scheduler().schedule(claimed, in(50));
      } else {
        store.scheduler().unschedule(claimed);
      }
    });

    store.scheduler().schedule(sync, now());

    for (int i = 0; i < 3; i++) {
      assertThat(nextClaim().sync()).isEqualTo(sync);
    }
    store.scheduler().schedule(control, in(300));
    assertThat(nextClaim().sync()).isEqualTo(control);
  }

  @Test
  void doesNotClaimASyncAgainWhileItsHandlerIsAtIt() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    start(claimed -> {
      claims.add(new Claim(claimed, clock().instant()));
      if (claimed.equals(sync)) {
        await(release);
      }
      store.scheduler().unschedule(claimed);
    });
    store.scheduler().schedule(sync, in(-1000));
    assertThat(nextClaim().sync()).isEqualTo(sync);

    store.scheduler().schedule(control, in(1500));

    assertThat(nextClaim().sync()).isEqualTo(control);
    assertThat(claims).isEmpty();
    release.countDown();
  }

  @Test
  void claimsASyncAgainAfterAPauseIfItsHandlerFailed() throws InterruptedException {
    AtomicBoolean failed = new AtomicBoolean();
    start(claimed -> {
      if (failed.compareAndSet(false, true)) {
        claims.add(new Claim(claimed, clock().instant()));
        throw new IllegalStateException("a handler that fails");
      }
      take(claimed);
    });

    store.scheduler().schedule(sync, in(-1000));

    Claim first = nextClaim();
    Claim second = nextClaim();
    assertThat(second.sync()).isEqualTo(sync);
    assertThat(second.at()).isAfterOrEqualTo(first.at().plusMillis(500));
  }

  @Test
  void losesNoClaimWithTheNodeThatHadIt() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Node first = nodes.get(0);
    first.start(claimed -> {
      claims.add(new Claim(claimed, clock().instant()));
      await(never);
    });
    store.scheduler().schedule(sync, in(-1000));
    assertThat(nextClaim().sync()).isEqualTo(sync);

    first.stop(Duration.ZERO);
    nodes.get(nodes.size() - 1).start(this::take);

    assertThat(nextClaim().sync()).isEqualTo(sync);
  }

  @Test
  void waitsForHandlersWhenItStops() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    start(claimed -> {
      take(claimed);
      await(release);
      done.set(!Thread.currentThread().isInterrupted());
    });
    store.scheduler().schedule(sync, in(-1000));
    nextClaim();

    boolean doneWhenStopped =
        Race.run(
                2,
                contender -> {
                  if (contender == 1) {
                    release.countDown();
                    return true;
                  }
                  nodes.forEach(node -> node.stop(PATIENCE));
                  return done.get();
                })
            .get(0);

    assertThat(doneWhenStopped).isTrue();
  }

  @Test
  void interruptsHandlersThatDoNotReturnInTime() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    start(claimed -> {
      take(claimed);
      try {
        never.await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
    });
    store.scheduler().schedule(sync, in(-1000));
    nextClaim();

    nodes.forEach(node -> node.stop(Duration.ofMillis(10)));

    assertThat(interrupted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void claimsNothingOnceItIsStopped() throws InterruptedException {
    AtomicInteger early = new AtomicInteger();
    Node first = nodes.get(0);
    first.start(claimed -> early.incrementAndGet());
    first.stop(PATIENCE);
    store.scheduler().schedule(sync, in(-1000));

    nodes.get(nodes.size() - 1).start(this::take);

    assertThat(nextClaim().sync()).isEqualTo(sync);
    assertThat(early).hasValue(0);
  }
}
