package dev.tidemark.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.run.Subscribers;
import dev.tidemark.application.run.SyncEvents;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubscribersTest {
  private final BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
  private final CountDownLatch atTheFirst = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final Subscribers<Integer> subscribers = new Subscribers<>();

  private void read(Integer event) {
    seen.add(event);
    atTheFirst.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Integer next() throws InterruptedException {
    return seen.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void dropsTheOldestEventsOfASubscriberThatFallsFarBehind() throws InterruptedException {
    subscribers.add(this::read);
    subscribers.tell(0);
    atTheFirst.await();
    for (int i = 1; i <= 10_003; i++) {
      subscribers.tell(i);
    }

    release.countDown();

    assertThat(next()).isEqualTo(0);
    for (int i = 4; i <= 10_003; i++) {
      assertThat(next()).isEqualTo(i);
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void deliversNothingMoreOnceItIsClosed() throws InterruptedException {
    SyncEvents.Subscription subscription = subscribers.add(this::read);
    subscribers.tell(0);
    atTheFirst.await();
    subscribers.tell(1);
    assertThat(subscribers.isEmpty()).isFalse();

    subscription.close();
    assertThat(subscribers.isEmpty()).isTrue();
    subscribers.tell(2);
    release.countDown();
    subscribers.add(seen::add);
    subscribers.tell(3);

    assertThat(next()).isEqualTo(0);
    assertThat(next()).isEqualTo(3);
    assertThat(seen).isEmpty();
  }
}
