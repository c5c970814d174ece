package dev.tidemark.inmemory;

import dev.tidemark.domain.sync.SyncId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Claims syncs when they are due and runs a handler for each. It sleeps until the next is due. */
final class Dispatcher {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  /** A claim that was not answered by another due instant is made again after this pause. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** The clock may be set forward while the dispatcher sleeps, so that it does not sleep longer. */
  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final int mostAtOnce;
  private final ReentrantLock lock = new ReentrantLock();

  /** Something has changed that the dispatcher's thread waits for. */
  private final Condition changed = lock.newCondition();

  private final Condition idle = lock.newCondition();

  /** What can be claimed, the earliest first. */
  private final TreeSet<Deadline> waiting = new TreeSet<>();

  private final Map<SyncId, Deadline> deadlines = new HashMap<>();

  /** Who handles a claimed sync, as long as the sync has not got another due instant. */
  private final Map<SyncId, Thread> claims = new HashMap<>();

  private final Set<Thread> handlers = new HashSet<>();
  private @Nullable Thread thread;

  Dispatcher(InstantSource clock, int mostAtOnce) {
    if (mostAtOnce < 1) {
      throw new IllegalArgumentException(
          "at least 1 handler must be allowed at once, but were " + mostAtOnce);
    }
    this.clock = clock;
    this.mostAtOnce = mostAtOnce;
  }

  /** Another due instant, or none, is committed. */
  void changed(SyncId sync, @Nullable Instant before, @Nullable Instant after) {
    lock.lock();
    try {
      claims.remove(sync);
      Deadline old = deadlines.remove(sync);
      if (old != null) {
        waiting.remove(old);
      }
      if (after != null) {
        await(new Deadline(after, sync));
      }
    } finally {
      lock.unlock();
    }
  }

  private void await(Deadline deadline) {
    deadlines.put(deadline.sync(), deadline);
    waiting.add(deadline);
    if (waiting.first().equals(deadline)) {
      changed.signal();
    }
  }

  void start(Consumer<SyncId> handler) {
    lock.lock();
    try {
      if (thread != null) {
        throw new IllegalStateException("the scheduler is started already");
      }
      thread = Thread.ofPlatform().daemon().name("sync-scheduler").unstarted(() -> claim(handler));
      thread.start();
    } finally {
      lock.unlock();
    }
  }

  private void claim(Consumer<SyncId> handler) {
    lock.lock();
    try {
      while (Thread.currentThread().equals(thread)) {
        if (waiting.isEmpty() || handlers.size() >= mostAtOnce) {
          changed.awaitUninterruptibly();
        } else {
          Duration sleep = Duration.between(clock.instant(), waiting.first().at());
          if (sleep.isPositive()) {
            long nanos = (sleep.compareTo(LONGEST_SLEEP) < 0 ? sleep : LONGEST_SLEEP).toNanos();
            changed.awaitNanos(nanos);
          } else {
            handle(waiting.removeFirst().sync(), handler);
          }
        }
      }
    } catch (InterruptedException e) {
      // Nobody has this thread to interrupt it.
      throw new IllegalStateException("the scheduler's thread was interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  private void handle(SyncId sync, Consumer<SyncId> handler) {
    Thread worker =
        Thread.ofVirtual()
            .name("sync " + sync)
            .unstarted(() -> {
              try {
                handler.accept(sync);
              } catch (RuntimeException | Error e) {
                // Its text may hold anything, a credential too.
                LOG.log(
                    System.Logger.Level.WARNING,
                    "the handler of {0} failed: {1}",
                    sync,
                    e.getClass().getName());
              } finally {
                returned(sync);
              }
            });
    deadlines.remove(sync);
    claims.put(sync, worker);
    handlers.add(worker);
    worker.start();
  }

  private void returned(SyncId sync) {
    lock.lock();
    try {
      if (handlers.size() == mostAtOnce) {
        changed.signal();
      }
      handlers.remove(Thread.currentThread());
      if (claims.remove(sync, Thread.currentThread())) {
        await(new Deadline(clock.instant().plus(PAUSE), sync));
      }
      if (handlers.isEmpty()) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void stop(Duration patience) {
    lock.lock();
    try {
      thread = null;
      changed.signal();
      long left = patience.toNanos();
      while (!handlers.isEmpty() && left > 0) {
        left = idle.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      handlers.forEach(Thread::interrupt);
      lock.unlock();
    }
  }
}
