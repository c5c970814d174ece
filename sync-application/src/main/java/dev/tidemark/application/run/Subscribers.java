package dev.tidemark.application.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Those in this process who listen, for stores that keep {@link SyncEvents}. Whoever tells waits
 * for none of them, and trouble of one is no other's.
 *
 * @param <E> what they are told
 */
public final class Subscribers<E> {
  private final List<Mailbox<E>> mailboxes = new CopyOnWriteArrayList<>();

  /**
   * Hands the subscriber all that is told from now on, one after the other, on a virtual thread. If
   * it falls more than 10 000 behind, it misses the oldest.
   */
  public SyncEvents.Subscription add(Consumer<E> subscriber) {
    Mailbox<E> mailbox = new Mailbox<>(subscriber);
    mailboxes.add(mailbox);
    return () -> {
      mailboxes.remove(mailbox);
      mailbox.close();
    };
  }

  /** Tells all of them; returns at once. */
  public void tell(E event) {
    mailboxes.forEach(mailbox -> mailbox.put(event));
  }

  /** Whether nobody listens. */
  public boolean isEmpty() {
    return mailboxes.isEmpty();
  }
}
