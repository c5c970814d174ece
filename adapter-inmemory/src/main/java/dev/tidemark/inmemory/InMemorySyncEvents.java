package dev.tidemark.inmemory;

import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Passes events on to subscribers in this process. Whoever publishes waits for none of them, and
 * trouble of one is no other's.
 */
public final class InMemorySyncEvents implements SyncEvents {
  private final List<Mailbox> mailboxes = new CopyOnWriteArrayList<>();

  /** A subscriber's stay. */
  public interface Subscription extends AutoCloseable {
    /** The subscriber gets no further event; one that it is at may still be under way. */
    @Override
    void close();
  }

  /**
   * Hands every event that is published from now on to the subscriber, one after the other, on a
   * virtual thread. A subscriber that falls more than 10 000 events behind misses the oldest.
   */
  public Subscription subscribe(Consumer<SyncEvent> subscriber) {
    Mailbox mailbox = new Mailbox(subscriber);
    mailboxes.add(mailbox);
    return () -> {
      mailboxes.remove(mailbox);
      mailbox.close();
    };
  }

  @Override
  public void publish(SyncEvent event) {
    mailboxes.forEach(mailbox -> mailbox.put(event));
  }
}
