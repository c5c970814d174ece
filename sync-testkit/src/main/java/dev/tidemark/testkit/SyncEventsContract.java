package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link SyncEvents} promises, as those see it who listen. */
@Timeout(120)
public abstract class SyncEventsContract {
  private static final SyncId SYNC = Fixtures.syncId("stripe", "StripeCustomer");

  private final List<AutoCloseable> subscriptions = new ArrayList<>();
  private SyncEvents events;

  /** The port under test; called before every test. */
  protected abstract SyncEvents events();

  /**
   * Listens to what is published from now on.
   *
   * @return ends it
   */
  protected abstract AutoCloseable subscribe(Consumer<SyncEvent> subscriber);

  @BeforeEach
  void open() {
    events = events();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable subscription : subscriptions) {
      subscription.close();
    }
  }

  private BlockingQueue<SyncEvent> listen() {
    BlockingQueue<SyncEvent> queue = new LinkedBlockingQueue<>();
    subscriptions.add(subscribe(queue::add));
    return queue;
  }

  private static SyncEvent event(int number) {
    return new SyncEvent.RunBegan(SYNC, new RunId("run-" + number), number % 2 == 0);
  }

  private static SyncEvent next(BlockingQueue<SyncEvent> queue) throws InterruptedException {
    SyncEvent event = queue.poll(30, TimeUnit.SECONDS);
    assertThat(event).as("an event").isNotNull();
    return event;
  }

  @Test
  void publishesToNobody() {
    events.publish(event(1));
  }

  @Test
  void passesOnEveryKindOfEventAsItIs() throws InterruptedException {
    RunId run = new RunId("run");
    List<SyncEvent> all =
        List.of(
            new SyncEvent.RunBegan(SYNC, run, true),
            new SyncEvent.RunSuspended(
                SYNC,
                run,
                new CurrentRun.WaitingRetry(
                    run,
                    Fixtures.NOON,
                    Fixtures.noonPlus(1),
                    2,
                    Fixtures.failure(FailureCode.NETWORK))),
            new SyncEvent.RunSuspended(
                SYNC,
                run,
                new CurrentRun.WaitingRateLimit(run, Fixtures.NOON, Fixtures.noonPlus(1), 2)),
            new SyncEvent.RunEnded(
                SYNC,
                run,
                new Outcome.Failed(Fixtures.NOON, Fixtures.failure(FailureCode.AUTH)),
                new RunCounts(1, 2, 3, 1L << 40)),
            new SyncEvent.RunEnded(
                SYNC, run, new Outcome.Succeeded(Fixtures.NOON), RunCounts.NONE));
    BlockingQueue<SyncEvent> queue = listen();

    all.forEach(events::publish);

    for (SyncEvent event : all) {
      assertThat(next(queue)).isEqualTo(event);
    }
  }

  @Test
  void passesOnWhatOneThreadPublishesInItsOrderToAllWhoListen() throws InterruptedException {
    BlockingQueue<SyncEvent> one = listen();
    BlockingQueue<SyncEvent> other = listen();

    for (int i = 0; i < 500; i++) {
      events.publish(event(i));
    }

    for (int i = 0; i < 500; i++) {
      assertThat(next(one)).isEqualTo(event(i));
      assertThat(next(other)).isEqualTo(event(i));
    }
  }

  @Test
  void tellsNobodyMoreWhoHasStoppedToListen() throws Exception {
    List<SyncEvent> stopped = new CopyOnWriteArrayList<>();
    AutoCloseable subscription = subscribe(stopped::add);
    BlockingQueue<SyncEvent> control = listen();

    subscription.close();
    events.publish(event(1));

    next(control);
    assertThat(stopped).isEmpty();
  }

  @Test
  void letsNobodyWhoFailsDisturbTheOthers() throws InterruptedException {
    BlockingQueue<SyncEvent> bad = new LinkedBlockingQueue<>();
    subscriptions.add(
        subscribe(event -> {
          bad.add(event);
          throw new IllegalStateException("a listener that fails");
        }));
    BlockingQueue<SyncEvent> good = listen();

    events.publish(event(1));
    events.publish(event(2));

    assertThat(List.of(next(good), next(good))).isEqualTo(List.of(event(1), event(2)));
    assertThat(List.of(next(bad), next(bad))).isEqualTo(List.of(event(1), event(2)));
  }

  @Test
  void letsNobodyWhoIsSlowHoldUpThePublisher() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    subscriptions.add(subscribe(event -> waitFor(release)));
    BlockingQueue<SyncEvent> control = listen();
    try {
      for (int i = 0; i < 2_000; i++) {
        events.publish(event(i));
      }
      for (int i = 0; i < 2_000; i++) {
        assertThat(next(control)).isEqualTo(event(i));
      }
    } finally {
      release.countDown();
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
