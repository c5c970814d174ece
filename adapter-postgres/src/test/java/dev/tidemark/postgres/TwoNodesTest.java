package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connection.ConnectionOverview;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one node commits, as another one on the same database sees it. */
@Timeout(60)
class TwoNodesTest {
  private static final ConnectionId STRIPE = Fixtures.connectionId("stripe");

  /** So long after a commit on another node, nobody sees what was before. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /**
   * So soon it is seen by nobody who was not told: answers are kept longer before they are renewed.
   */
  private static final Duration TOLD = Duration.ofMillis(400);

  private Set<Thread> before;
  private Database database;
  private PostgresStore here;
  private PostgresStore there;
  private int version;

  @BeforeEach
  void start() {
    database = TestStore.emptied(getClass());
    before = threads();
    here = TestStore.anotherNode(getClass());
    there = TestStore.anotherNode(getClass());
    Listeners.await(database, 2);
    here.connections().save(connection("0"));
    Listeners.await(() -> there.connections().overview(STRIPE).isPresent());
  }

  @AfterEach
  void stop() throws InterruptedException {
    here.close();
    there.close();
    for (Thread thread : threads()) {
      if (!before.contains(thread)) {
        thread.join(Duration.ofSeconds(10));
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tidemark"))
        .collect(Collectors.toSet());
  }

  private static Connection connection(String reason) {
    return new Connection(STRIPE, new ConnectionState.NeedsReauthorization(reason), Fixtures.NOON);
  }

  private void deafen() {
    database.list(
        """
        select pg_terminate_backend(pid)::text as ended
        from pg_stat_activity
        where datname = current_database() and application_name = 'tidemark listening'
        """,
        row -> true);
  }

  /** How long the other node answers what was before the change. */
  private Duration seenAfter(Runnable change) {
    there.connections().overview(STRIPE);
    there.connections().overviews(Fixtures.ORGANIZATION);
    change.run();
    long committed = System.nanoTime();
    Duration old = Duration.ZERO;
    while (true) {
      Duration asked = Duration.ofNanos(System.nanoTime() - committed);
      ConnectionOverview one = there.connections().overview(STRIPE).orElseThrow();
      ConnectionOverview all = there.connections().overviews(Fixtures.ORGANIZATION).get(0);
      Connection now = connection(String.valueOf(version));
      if (one.connection().equals(now) && all.connection().equals(now)) {
        return old;
      }
      old = asked;
      assertThat(old).as("the age of an answer").isLessThan(LONGEST);
      Listeners.breathe();
    }
  }

  private Duration seenAfterACommit() {
    version++;
    return seenAfter(() -> here.connections().save(connection(String.valueOf(version))));
  }

  private List<Duration> seenAfterCommits(int count) {
    List<Duration> seen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seen.add(seenAfterACommit());
    }
    return seen;
  }

  @Test
  void seesAtOnceWhatTheOtherCommits() {
    assertThat(seenAfterCommits(10))
        .filteredOn(old -> old.compareTo(TOLD) < 0)
        .hasSizeGreaterThan(7);
  }

  @Test
  void seesOnlyWhatIsCommitted() {
    version++;
    Connection coming = connection(String.valueOf(version));
    here.transactions()
        .perform(() -> {
          here.connections().save(coming);
          for (int i = 0; i < 50; i++) {
            assertThat(there.connections().overview(STRIPE).orElseThrow().connection())
                .isNotEqualTo(coming);
            Listeners.breathe();
          }
          return true;
        });
    assertThat(here.connections().overview(STRIPE).orElseThrow().connection()).isEqualTo(coming);
  }

  @Test
  void seesWithinASecondWhatNobodyTellsIt() {
    for (int i = 0; i < 3; i++) {
      version++;
      seenAfter(
          () -> database.change("update connections set reason = ?", String.valueOf(version)));
    }
  }

  @Test
  void seesWithinASecondWhileItCannotHear() {
    deafen();
    seenAfterACommit();
    deafen();
    seenAfterACommit();

    Listeners.await(database, 2);
    assertThat(seenAfterCommits(5))
        .as("told again")
        .filteredOn(old -> old.compareTo(TOLD) < 0)
        .hasSizeGreaterThan(3);
  }

  @Test
  void lastsWhenTheOtherIsClosed() {
    here.close();
    Listeners.await(database, 1);
    assertThat(sessions()).as("beside this test's").isPositive();

    here = TestStore.anotherNode(getClass());
    Listeners.await(database, 2);
    seenAfterACommit();
    here.close();
    there.close();
    Listeners.await(() -> sessions() == 0);
  }

  /** Of nodes; the pool of the test is not counted. */
  private long sessions() {
    return database
        .find(
            """
            select count(*) as sessions
            from pg_stat_activity
            where datname = current_database() and application_name = 'tidemark listening'
            """,
            row -> row.number("sessions"))
        .orElseThrow();
  }
}
