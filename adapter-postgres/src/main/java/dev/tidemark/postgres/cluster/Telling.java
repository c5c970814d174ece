package dev.tidemark.postgres.cluster;

import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.postgres.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells other nodes what this one has committed, shortly afterwards and many things at a time. It
 * is not part of the transactions: {@code NOTIFY} makes those that use it wait for each other. What
 * a node that dies has not told, the others find out by themselves, only later.
 */
public final class Telling implements AutoCloseable {
  /** The channel that nodes listen on. */
  static final String CHANNEL = "tidemark";

  /** Time to gather. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Database database;
  private final String node;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final Thread thread;
  private final Set<ConnectionId> connections = new HashSet<>();
  private @Nullable Instant due;
  private boolean closed;

  /**
   * Begins at once.
   *
   * @param node what tells this node from the others
   */
  public Telling(Database database, String node) {
    this.database = database;
    this.node = node;
    this.thread = Thread.ofPlatform().daemon().name("tidemark-telling").start(this::tell);
  }

  /** The connection or its syncs are changed, and it is committed. */
  public void changed(ConnectionId connection) {
    lock.lock();
    try {
      connections.add(connection);
      something.signal();
    } finally {
      lock.unlock();
    }
  }

  /** A sync is due then, and it is committed. */
  public void due(Instant at) {
    lock.lock();
    try {
      if (due == null || at.isBefore(due)) {
        due = at;
        something.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void tell() {
    try {
      for (Optional<Signal> next = next(); next.isPresent(); next = next()) {
        send(next.get());
        gather();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for something to tell; nothing comes any more once it is closed. */
  private Optional<Signal> next() throws InterruptedException {
    lock.lock();
    try {
      while (connections.isEmpty() && due == null && !closed) {
        something.await();
      }
      if (connections.isEmpty() && due == null) {
        return Optional.empty();
      }
      Signal signal = Signal.of(node, connections, Optional.ofNullable(due));
      connections.clear();
      due = null;
      return Optional.of(signal);
    } finally {
      lock.unlock();
    }
  }

  /** Lets more come together, unless nothing more will come. */
  private void gather() throws InterruptedException {
    lock.lock();
    try {
      long left = PAUSE.toNanos();
      while (left > 0 && !closed) {
        left = something.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void send(Signal signal) {
    try {
      database.find("select pg_notify(?, ?)::text as told", row -> true, CHANNEL, signal.text());
    } catch (StorageException e) {
      // Others cannot hear anything either while the database is away, and know that.
    }
  }

  /** Tells what is left, and ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      something.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
