package dev.tidemark.application.run;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** What a subscriber has not seen yet; has a thread only while there is something. */
final class Mailbox<E> {
  private static final System.Logger LOG = System.getLogger(Mailbox.class.getName());
  private static final int MOST = 10_000;

  private final Consumer<E> subscriber;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<E> events = new ArrayDeque<>();
  private boolean delivering;
  private boolean closed;

  Mailbox(Consumer<E> subscriber) {
    this.subscriber = subscriber;
  }

  void put(E event) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (events.size() == MOST) {
        events.remove();
      }
      events.add(event);
      if (!delivering) {
        delivering = true;
        Thread.ofVirtual().name("sync events").start(this::deliver);
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      events.clear();
    } finally {
      lock.unlock();
    }
  }

  private void deliver() {
    Optional<E> next = next();
    while (next.isPresent()) {
      try {
        subscriber.accept(next.get());
      } catch (RuntimeException | Error e) {
        // Its text may hold anything.
        LOG.log(System.Logger.Level.WARNING, "a subscriber failed: {0}", e.getClass().getName());
      }
      next = next();
    }
  }

  private Optional<E> next() {
    lock.lock();
    try {
      Optional<E> next = Optional.ofNullable(events.poll());
      delivering = next.isPresent();
      return next;
    } finally {
      lock.unlock();
    }
  }
}
