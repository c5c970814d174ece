package dev.tidemark.postgres.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to what other nodes tell, on a connection of its own. Whenever that connection was lost,
 * something may have been missed.
 */
public final class Listening implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Listening.class.getName());

  /** How long it waits for something before it makes sure that the connection still works. */
  private static final Duration QUIET = Duration.ofSeconds(20);

  private static final Duration BEFORE_CONNECTING_AGAIN = Duration.ofSeconds(1);

  /** Makes a connection of its own, which is not out of a pool. */
  @FunctionalInterface
  public interface Line {
    /** Connects. */
    Connection connect() throws SQLException;
  }

  private final Line line;
  private final String node;
  private final Hearing hearing;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Connection connection;

  /**
   * Begins at once.
   *
   * @param node what tells this node from the others; what it told itself is not heard
   */
  public Listening(Line line, String node, Hearing hearing) {
    this.line = line;
    this.node = node;
    this.hearing = hearing;
    Thread.ofPlatform().daemon().name("tidemark-listening").start(this::listen);
  }

  private boolean open() {
    return closed.getCount() > 0;
  }

  private void listen() {
    boolean lost = false;
    while (open()) {
      try (Connection fresh = line.connect()) {
        connection = fresh;
        try (Statement statement = fresh.createStatement()) {
          statement.execute("listen " + Telling.CHANNEL);
        }
        // From here on nothing is missed.
        hearing.changedSomewhere();
        if (lost) {
          LOG.log(System.Logger.Level.INFO, "other nodes are heard again");
          lost = false;
        }
        while (open()) {
          hear(fresh);
        }
      } catch (SQLException | RuntimeException e) {
        // Whoever hears may trip as well; this thread must not end with that.
        hearing.changedSomewhere();
        if (open() && !lost) {
          LOG.log(System.Logger.Level.WARNING, "other nodes are not heard; trying again");
          lost = true;
        }
        pause();
      }
    }
  }

  private void hear(Connection fresh) throws SQLException {
    PGNotification[] heard =
        fresh.unwrap(PGConnection.class).getNotifications((int) QUIET.toMillis());
    if (heard == null || heard.length == 0) {
      try (Statement statement = fresh.createStatement()) {
        statement.execute("select 1");
      }
      return;
    }
    for (PGNotification each : heard) {
      pass(Signal.read(each.getParameter()));
    }
  }

  private void pass(Signal signal) {
    if (signal.node().equals(node)) {
      return;
    }
    if (signal.everything()) {
      hearing.changedSomewhere();
    }
    signal.connections().forEach(hearing::changed);
    signal.due().ifPresent(hearing::due);
  }

  private void pause() {
    try {
      closed.await(BEFORE_CONNECTING_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }

  /** Ends; its thread may take a moment more. */
  @Override
  public void close() {
    closed.countDown();
    Connection listening = connection;
    if (listening != null) {
      try {
        listening.abort(Runnable::run);
      } catch (SQLException e) {
        // It is of no use any more either way.
      }
    }
  }
}
