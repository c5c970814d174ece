package dev.tidemark.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.testkit.Fixtures;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailboxTest {
  private final BlockingQueue<SyncEvent> seen = new LinkedBlockingQueue<>();
  private final CountDownLatch atTheFirst = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final Mailbox mailbox = new Mailbox(this::read);

  private void read(SyncEvent event) {
    seen.add(event);
    atTheFirst.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SyncEvent event(int number) {
    return new SyncEvent.RunBegan(
        Fixtures.syncId("stripe", "StripeCustomer"), new RunId("run-" + number), false);
  }

  private SyncEvent next() throws InterruptedException {
    return seen.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void dropsTheOldestEventsOfASubscriberThatFallsFarBehind() throws InterruptedException {
    mailbox.put(event(0));
    atTheFirst.await();
    for (int i = 1; i <= 10_003; i++) {
      mailbox.put(event(i));
    }

    release.countDown();

    assertThat(next()).isEqualTo(event(0));
    for (int i = 4; i <= 10_003; i++) {
      assertThat(next()).isEqualTo(event(i));
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void dropsWhatIsLeftWhenItIsClosed() throws InterruptedException {
    mailbox.put(event(0));
    atTheFirst.await();
    mailbox.put(event(1));
    Mailbox control = new Mailbox(seen::add);

    mailbox.close();
    release.countDown();
    control.put(event(2));

    assertThat(next()).isEqualTo(event(0));
    assertThat(next()).isEqualTo(event(2));
    assertThat(seen).isEmpty();
  }
}
