package dev.tidemark.postgres.event;

import dev.tidemark.application.run.EventCursor;
import dev.tidemark.application.run.Subscribers;
import dev.tidemark.application.run.SyncEvents.Answer;
import dev.tidemark.application.run.SyncEvents.Entry;
import dev.tidemark.application.run.SyncEvents.Subscription;
import dev.tidemark.application.store.StorageException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what all nodes commit and passes it on, as long as somebody listens: soon after it was
 * hinted that there is something, and once a second anyway.
 */
final class Tail implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Tail.class.getName());
  private static final int PAGE = 1_000;
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** Time for more to happen that is read in one go. */
  private static final Duration SHORTEST = Duration.ofMillis(20);

  private final EventRows rows;
  private final Subscribers<Entry> subscribers = new Subscribers<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Null while nobody listens. */
  private volatile @Nullable Thread reader;

  private boolean hinted;
  private boolean closed;

  Tail(EventRows rows) {
    this.rows = rows;
  }

  /** Hands the subscriber what comes after all that there is now. */
  Subscription subscribe(Consumer<Entry> subscriber) {
    EventCursor start = rows.newest();
    lock.lock();
    try {
      // Whoever reads for others already may not be that far.
      Subscription subscription =
          subscribers.add(entry -> {
            if (entry.cursor().compareTo(start) > 0) {
              subscriber.accept(entry);
            }
          });
      if (reader == null && !closed) {
        reader = Thread.ofPlatform().daemon().name("tidemark-events").start(() -> read(start));
      }
      return () -> end(subscription);
    } finally {
      lock.unlock();
    }
  }

  private void end(Subscription subscription) {
    lock.lock();
    try {
      subscription.close();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** There may be something; costs nothing while nobody listens. */
  void hint() {
    // Whoever begins to listen right now reads after this, and so finds what was committed.
    if (reader == null) {
      return;
    }
    lock.lock();
    try {
      hinted = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void read(EventCursor start) {
    EventCursor cursor = start;
    boolean failing = false;
    try {
      while (stays()) {
        boolean more = false;
        try {
          Answer answer = rows.after(null, cursor, PAGE);
          cursor = passOn(answer);
          more = !(answer instanceof Answer.Page page) || page.more();
          failing = false;
        } catch (RuntimeException e) {
          // Whatever it is: without this thread those who listen would wait for ever.
          if (!failing) {
            LOG.log(Level.WARNING, "events are not read, trying again: {0}", reason(e));
          }
          failing = true;
        }
        if (!more) {
          pause();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Only the store's own words are safe to show. */
  private static @Nullable String reason(RuntimeException trouble) {
    return trouble instanceof StorageException
        ? trouble.getMessage()
        : trouble.getClass().getName();
  }

  /** Whether somebody listens still; who comes later needs another thread. */
  private boolean stays() {
    lock.lock();
    try {
      hinted = false;
      if (closed || subscribers.isEmpty()) {
        reader = null;
        return false;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Answers where to go on, so that nothing is passed on twice whatever happens next. */
  private EventCursor passOn(Answer answer) {
    return switch (answer) {
      case Answer.Page page -> {
        page.entries().forEach(subscribers::tell);
        yield page.next();
      }
      case Answer.Missed missed -> {
        LOG.log(Level.WARNING, "events were let go before they were read");
        yield missed.oldest();
      }
    };
  }

  private void pause() throws InterruptedException {
    lock.lock();
    try {
      long left = LONGEST.toNanos();
      long latest = left - SHORTEST.toNanos();
      while (left > 0 && !closed && !subscribers.isEmpty() && !(hinted && left <= latest)) {
        long wait = hinted ? left - latest : left;
        left -= wait - Math.max(0, changed.awaitNanos(wait));
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
