package dev.tidemark.postgres.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListeningTest {
  private static final ConnectionId STRIPE = Fixtures.connectionId("stripe");
  private static final String SOMEWHERE = "somewhere";

  private final Set<Thread> before = threads();
  private final Database database = new Database(TestStore.pool(getClass()));
  private final Heard heard = new Heard();
  private final AtomicInteger connects = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final Listening listening = new Listening(this::connect, "here", heard);
  private final Telling there = new Telling(database, "there");

  /** What was heard, in order. */
  private static final class Heard implements Hearing {
    private final LinkedBlockingQueue<String> all = new LinkedBlockingQueue<>();

    @Override
    public void changed(ConnectionId connection) {
      all.add(connection.toString());
      if (connection.equals(Fixtures.connectionId("broken"))) {
        throw new IllegalStateException("whoever hears this is broken");
      }
    }

    @Override
    public void changedSomewhere() {
      all.add(SOMEWHERE);
    }

    @Override
    public void due(Instant at) {
      all.add(at.toString());
    }

    String next() throws InterruptedException {
      String next = all.poll(10, TimeUnit.SECONDS);
      return next == null ? "nothing" : next;
    }
  }

  private java.sql.Connection connect() throws SQLException {
    connects.incrementAndGet();
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new SQLException("the database is away", "08006");
    }
    return TestStore.line(getClass());
  }

  @AfterEach
  void end() throws InterruptedException {
    there.close();
    listening.close();
    for (Thread thread : threads()) {
      if (!before.contains(thread)) {
        thread.join(Duration.ofSeconds(10));
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tidemark-"))
        .collect(Collectors.toSet());
  }

  private void cut() {
    database.list(
        """
        select pg_terminate_backend(pid)::text as ended
        from pg_stat_activity
        where datname = current_database() and application_name = 'tidemark listening'
        """,
        row -> true);
  }

  private void send(String text) {
    database.find("select pg_notify('tidemark', ?)::text as told", row -> true, text);
  }

  @Test
  void hearsWhatOthersTellAndNotItself() throws InterruptedException {
    assertThat(heard.next()).as("it may have missed something before").isEqualTo(SOMEWHERE);
    try (Telling itself = new Telling(database, "here")) {
      itself.changed(Fixtures.connectionId("slack"));
    }

    there.changed(STRIPE);
    assertThat(heard.next()).isEqualTo(STRIPE.toString());
    there.due(Fixtures.noonPlus(5));
    assertThat(heard.next()).isEqualTo(Fixtures.noonPlus(5).toString());
    // Right after a signal it gathers.
    for (int i = 0; i < 60; i++) {
      there.changed(Fixtures.connectionId("p" + i));
    }
    assertThat(heard.next()).as("they are too many to be named").isEqualTo(SOMEWHERE);
  }

  @Test
  void tellsTheEarliestInstantAndEachConnectionOnce() throws InterruptedException {
    assertThat(heard.next()).isEqualTo(SOMEWHERE);
    there.due(Fixtures.noonPlus(1));
    assertThat(heard.next()).isEqualTo(Fixtures.noonPlus(1).toString());

    // Right after a signal it gathers.
    for (int i = 9; i > 2; i--) {
      there.due(Fixtures.noonPlus(i));
      there.changed(STRIPE);
    }
    there.close();
    String last = "";
    int told = 0;
    for (String next = heard.next(); ; next = heard.next()) {
      told++;
      last = next.equals(STRIPE.toString()) ? last : next;
      if (last.equals(Fixtures.noonPlus(3).toString())) {
        break;
      }
    }
    assertThat(told).isLessThan(14);
  }

  @Test
  void hearsAgainAfterItsConnectionWasCut() throws InterruptedException {
    assertThat(heard.next()).isEqualTo(SOMEWHERE);
    for (int i = 0; i < 2; i++) {
      cut();
      assertThat(heard.next()).as("when it is lost").isEqualTo(SOMEWHERE);
      assertThat(heard.next()).as("when it is back").isEqualTo(SOMEWHERE);
      there.changed(STRIPE);
      assertThat(heard.next()).isEqualTo(STRIPE.toString());
    }
  }

  @Test
  void triesAgainUntilTheDatabaseIsBack() throws InterruptedException {
    assertThat(heard.next()).isEqualTo(SOMEWHERE);
    failures.set(2);
    cut();
    for (int i = 0; i < 4; i++) {
      assertThat(heard.next()).isEqualTo(SOMEWHERE);
    }
    there.changed(STRIPE);
    assertThat(heard.next()).isEqualTo(STRIPE.toString());
    assertThat(connects).as("one a second, and not more").hasValue(4);
  }

  @Test
  void hearsOnWhenSomethingTrips() throws InterruptedException {
    assertThat(heard.next()).isEqualTo(SOMEWHERE);
    there.changed(Fixtures.connectionId("broken"));
    assertThat(heard.next()).isEqualTo(Fixtures.connectionId("broken").toString());
    assertThat(heard.next()).as("it may miss something now").isEqualTo(SOMEWHERE);
    assertThat(heard.next()).as("it listens anew").isEqualTo(SOMEWHERE);

    send("rubbish\nfrom somebody else");
    assertThat(heard.next()).isEqualTo(SOMEWHERE);
    assertThat(heard.next()).isEqualTo(Instant.EPOCH.toString());
    there.changed(STRIPE);
    assertThat(heard.next()).isEqualTo(STRIPE.toString());
  }
}
