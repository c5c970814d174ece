package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link SyncEvents} promises those who listen, to one node or to all. */
public abstract class EventSubscriptionsContract extends StoreContract {
  private final List<SyncEvents.Subscription> subscriptions = new ArrayList<>();

  /** To what one listens. */
  private enum To {
    ALL_NODES,
    THIS_NODE
  }

  @AfterEach
  void endSubscriptions() {
    subscriptions.forEach(SyncEvents.Subscription::close);
  }

  private SyncEvents.Subscription subscribe(To what, Consumer<SyncEvent> subscriber) {
    SyncEvents.Subscription subscription =
        switch (what) {
          case ALL_NODES -> store.events().subscribe(entry -> subscriber.accept(entry.event()));
          case THIS_NODE -> store.events().subscribeHere(subscriber);
        };
    subscriptions.add(subscription);
    return subscription;
  }

  private BlockingQueue<SyncEvent> listen(To what) {
    BlockingQueue<SyncEvent> queue = new LinkedBlockingQueue<>();
    subscribe(what, queue::add);
    return queue;
  }

  private void publish(int number) {
    store.events().publish(SyncEventsContract.event(number));
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(30, TimeUnit.SECONDS);
    assertThat(next).as("an event").isNotNull();
    return next;
  }

  private static void hears(BlockingQueue<SyncEvent> queue, int number)
      throws InterruptedException {
    assertThat(next(queue)).isEqualTo(SyncEventsContract.event(number));
  }

  @Test
  void publishesToNobody() {
    publish(1);
  }

  @Test
  void passesOnEveryKindOfEventAsItIs() throws InterruptedException {
    for (To what : To.values()) {
      BlockingQueue<SyncEvent> queue = listen(what);
      SyncEventsContract.everyKind().forEach(store.events()::publish);
      for (SyncEvent event : SyncEventsContract.everyKind()) {
        assertThat(next(queue)).isEqualTo(event);
      }
    }
  }

  @Test
  void passesOnEventsAsTheyAreKept() throws InterruptedException {
    KeptEvents reader = KeptEvents.from(store.events());
    BlockingQueue<SyncEvents.Entry> queue = new LinkedBlockingQueue<>();
    subscriptions.add(store.events().subscribe(queue::add));

    publish(1);
    publish(2);

    assertThat(List.of(next(queue), next(queue))).isEqualTo(reader.await(2));
  }

  @Test
  void passesOnWhatOneThreadPublishesInItsOrderToAllWhoListen() throws InterruptedException {
    List<BlockingQueue<SyncEvent>> queues = new ArrayList<>();
    for (To what : To.values()) {
      queues.add(listen(what));
      queues.add(listen(what));
    }

    for (int i = 0; i < 300; i++) {
      publish(i);
    }

    for (BlockingQueue<SyncEvent> queue : queues) {
      for (int i = 0; i < 300; i++) {
        hears(queue, i);
      }
    }
  }

  @Test
  void tellsOfATransactionOnlyOnceItIsCommitted() throws InterruptedException {
    for (To what : To.values()) {
      AtomicBoolean ending = new AtomicBoolean();
      BlockingQueue<Boolean> afterTheEnd = new LinkedBlockingQueue<>();
      subscribe(what, event -> afterTheEnd.add(ending.get()));

      store
          .transactions()
          .perform(() -> {
            publish(1);
            for (int i = 0; i < 200; i++) {
              Race.dawdle();
            }
            ending.set(true);
          });

      assertThat(next(afterTheEnd)).as("%s", what).isTrue();
    }
  }

  @Test
  void tellsNothingOfATransactionThatIsNotCommitted() throws InterruptedException {
    for (To what : To.values()) {
      BlockingQueue<SyncEvent> queue = listen(what);

      assertThatThrownBy(() ->
              store
                  .transactions()
                  .perform(() -> {
                    publish(1);
                    throw new IllegalStateException("changed its mind");
                  }))
          .hasMessage("changed its mind");
      publish(2);

      hears(queue, 2);
    }
  }

  @Test
  void tellsWhatHappensFromNowOn() throws InterruptedException {
    for (To what : To.values()) {
      KeptEvents reader = KeptEvents.from(store.events());
      publish(1);
      reader.await(1);

      BlockingQueue<SyncEvent> queue = listen(what);
      publish(2);

      hears(queue, 2);
    }
  }

  @Test
  void tellsNobodyMoreWhoHasStoppedToListen() throws InterruptedException {
    for (To what : To.values()) {
      List<SyncEvent> stopped = new CopyOnWriteArrayList<>();
      SyncEvents.Subscription subscription = subscribe(what, stopped::add);
      BlockingQueue<SyncEvent> control = listen(what);

      subscription.close();
      publish(1);

      hears(control, 1);
      assertThat(stopped).isEmpty();
    }
  }

  @Test
  void tellsWhoListensAgain() throws InterruptedException {
    for (To what : To.values()) {
      for (int i = 0; i < 3; i++) {
        BlockingQueue<SyncEvent> queue = new LinkedBlockingQueue<>();
        SyncEvents.Subscription subscription = subscribe(what, queue::add);
        publish(i);
        hears(queue, i);
        subscription.close();
      }
    }
  }

  @Test
  void letsNobodyWhoFailsDisturbTheOthers() throws InterruptedException {
    for (To what : To.values()) {
      BlockingQueue<SyncEvent> bad = new LinkedBlockingQueue<>();
      subscribe(
          what,
          event -> {
            bad.add(event);
            throw new IllegalStateException("a listener that fails");
          });
      BlockingQueue<SyncEvent> good = listen(what);

      publish(1);
      publish(2);

      hears(good, 1);
      hears(good, 2);
      hears(bad, 1);
      hears(bad, 2);
    }
  }

  @Test
  void letsNobodyWhoIsSlowHoldUpThePublisher() throws InterruptedException {
    for (To what : To.values()) {
      CountDownLatch release = new CountDownLatch(1);
      subscribe(what, event -> waitFor(release));
      BlockingQueue<SyncEvent> control = listen(what);
      try {
        for (int i = 0; i < 500; i++) {
          publish(i);
        }
        for (int i = 0; i < 500; i++) {
          hears(control, i);
        }
      } finally {
        release.countDown();
      }
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
