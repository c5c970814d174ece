package dev.tidemark.inmemory;

import dev.tidemark.application.run.SyncEvent;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The events that a subscriber has not seen yet; has a thread only while there are some. */
final class Mailbox {
  private static final System.Logger LOG = System.getLogger(Mailbox.class.getName());
  private static final int MOST = 10_000;

  private final Consumer<SyncEvent> subscriber;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<SyncEvent> events = new ArrayDeque<>();
  private boolean delivering;
  private boolean closed;

  Mailbox(Consumer<SyncEvent> subscriber) {
    this.subscriber = subscriber;
  }

  void put(SyncEvent event) {
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
    Optional<SyncEvent> next = next();
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

  private Optional<SyncEvent> next() {
    lock.lock();
    try {
      Optional<SyncEvent> next = Optional.ofNullable(events.poll());
      delivering = next.isPresent();
      return next;
    } finally {
      lock.unlock();
    }
  }
}
