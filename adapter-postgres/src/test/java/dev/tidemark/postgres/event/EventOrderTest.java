package dev.tidemark.postgres.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.run.EventCursor;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents.Answer;
import dev.tidemark.application.run.SyncEvents.Entry;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.connection.Overlap;
import dev.tidemark.postgres.connection.Scans;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order in which events are read, whatever the order in which they are committed. */
@Timeout(60)
class EventOrderTest {
  private Database database;
  private PostgresSyncEvents events;
  private EventCursor start;

  @BeforeEach
  void empty() {
    database = TestStore.emptied(getClass());
    events = PostgresSyncEvents.open(database, InstantSource.system());
    start = events.newest();
  }

  private static SyncEvent event(String run) {
    return new SyncEvent.RunBegan(
        Fixtures.syncId("stripe", "StripeCustomer"), new RunId(run), true);
  }

  private Answer.Page page(EventCursor after) {
    Answer answer = events.after(Fixtures.ORGANIZATION, after, 100);
    assertThat(answer).isInstanceOf(Answer.Page.class);
    return (Answer.Page) answer;
  }

  /** The runs of events after the cursor, as far as they can be read now. */
  private List<String> runs(EventCursor after) {
    List<Entry> entries = new ArrayList<>();
    EventCursor cursor = after;
    Answer.Page page;
    do {
      page = page(cursor);
      entries.addAll(page.entries());
      cursor = page.next();
    } while (page.more());
    return entries.stream().map(entry -> entry.event().run().value()).toList();
  }

  /** As another node that takes its time. */
  private static void publishSlowly(Connection slow, String run) throws SQLException {
    try (Statement statement = slow.createStatement()) {
      statement.execute(
          """
          insert into sync_events (at, organization, provider, model, event)
          values (now(), '%s', 'stripe', 'StripeCustomer',
            '{"run":"%s","what":"began","full":true}')
          """
              .formatted(Fixtures.ORGANIZATION.value(), run));
    }
  }

  @Test
  void passesByNothingThatIsCommittedLate() throws SQLException {
    events.publish(event("before"));
    assertThat(runs(start)).containsExactly("before");
    try (Connection slow = TestStore.pool(getClass()).getConnection()) {
      slow.setAutoCommit(false);
      publishSlowly(slow, "slow");
      events.publish(event("fast"));

      Answer.Page meanwhile = page(start);
      assertThat(meanwhile.entries()).hasSize(1);
      assertThat(meanwhile.more()).isFalse();
      assertThat(events.newest()).isEqualTo(meanwhile.next());

      slow.commit();
      slow.setAutoCommit(true);
      assertThat(runs(meanwhile.next())).containsExactly("slow", "fast");
    }
    assertThat(runs(start)).containsExactly("before", "slow", "fast");
  }

  @Test
  void tellsLaterOfAnEarlierTransactionThatWaitedForAnother() throws SQLException {
    try (Connection early = TestStore.pool(getClass()).getConnection();
        Statement statement = early.createStatement()) {
      early.setAutoCommit(false);
      assertThat(statement.execute("select pg_current_xact_id()")).isTrue();
      events.publish(event("goes first"));
      events.publish(event("goes next"));

      publishSlowly(early, "has waited");
      early.commit();
      early.setAutoCommit(true);
    }

    assertThat(runs(start)).containsExactly("goes first", "goes next", "has waited");
  }

  @Test
  void waitsForNobodyWhoOnlyReads() throws SQLException {
    try (Connection reading = TestStore.pool(getClass()).getConnection();
        Statement statement = reading.createStatement()) {
      reading.setAutoCommit(false);
      reading.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      assertThat(statement.execute("select count(*) from syncs")).isTrue();
      events.publish(event("run"));

      assertThat(runs(start)).containsExactly("run");
      reading.rollback();
      reading.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      reading.setAutoCommit(true);
    }
  }

  @Test
  void passesByMuchThatConcernsOthersInFewRows() {
    database.change(
        """
        insert into sync_events (at, organization, provider, model, event)
        select now(), 'org_' || n % 100, 'p', 'm', '{"run":"r","what":"began","full":true}'
        from generate_series(1, 20000) n
        """);
    events.publish(event("run"));
    database.change("analyze sync_events");

    assertThat(runs(start)).containsExactly("run");
    Scans far =
        Scans.of(database, "sync_events", () -> assertThat(page(start).entries()).isEmpty());
    assertThat(far.whole()).isZero();
    assertThat(far.rows()).as("of one page").isLessThanOrEqualTo(5_000);

    EventCursor end = events.newest();
    Scans near = Scans.of(database, "sync_events", () -> assertThat(page(end).more()).isFalse());
    assertThat(near.whole()).isZero();
    assertThat(near.rows()).isLessThanOrEqualTo(1);
    Scans newest =
        Scans.of(database, "sync_events", () -> assertThat(events.newest()).isEqualTo(end));
    assertThat(newest.whole()).isZero();
    assertThat(newest.rows()).isLessThanOrEqualTo(1);
  }

  @Test
  void writesWithTheOtherChangesOfItsTransaction() {
    List<String> sent = new ArrayList<>();
    database.perform(() -> {
      database.changeLater("key", "delete from retention where what = ?", "nothing");
      events.publish(event("run"));
      sent.addAll(
          database.list(
              "select count(*)::text as rows from pg_stat_xact_user_tables where relname ="
                  + " 'sync_events' and n_tup_ins > 0",
              row -> row.text("rows")));
      events.publish(event("again"));
    });

    assertThat(sent).as("before the next statement that is answered").containsExactly("1");
    assertThat(runs(start)).containsExactly("run", "again");
  }

  @Test
  void goesOnInADatabaseThatCameFromAServerWithMoreTransactions() {
    events.publish(event("before"));
    events.publish(event("moved-1"));
    EventCursor old = events.newest();
    events.publish(event("moved-2"));
    database.change(
        """
        update sync_events
        set place = place + 1000000000
        where event ->> 'run' like 'moved%'
        """);
    database.change("update event_log set gone_place = 999999999999, gone_number = 7");

    PostgresSyncEvents moved = PostgresSyncEvents.open(database, InstantSource.system());
    moved.publish(event("after"));

    assertThat(moved.after(Fixtures.ORGANIZATION, old, 10)).isInstanceOf(Answer.Missed.class);
    Answer.Missed missed = (Answer.Missed) moved.after(Fixtures.ORGANIZATION, start, 10);
    assertThat(runs(missed.oldest())).containsExactly("before", "moved-1", "moved-2", "after");

    PostgresSyncEvents again = PostgresSyncEvents.open(database, InstantSource.system());
    assertThat(again.newest().log()).as("once").isEqualTo(missed.oldest().log());
  }

  @Test
  void getsOneNewNameFromNodesThatStartTogether() {
    events.publish(event("moved"));
    database.change("update sync_events set place = place + 1000000000");
    AtomicLong name = new AtomicLong();

    boolean waits =
        Overlap.of(
            database,
            () -> {
              database.change("update sync_events set place = place - 1000000000");
              database.change("update event_log set name = default");
              name.set(events.newest().log());
            },
            () -> PostgresSyncEvents.open(database, InstantSource.system()));

    assertThat(waits).isTrue();
    assertThat(events.newest().log()).isNotEqualTo(start.log()).isEqualTo(name.get());
  }

  @Test
  void movesMoreThanOneStatementShould() {
    database.change(
        """
        insert into sync_events (place, at, organization, provider, model, event)
        select n / 7 + 1000000000000, now(), 'o', 'p', 'm',
          json_build_object('run', n::text, 'what', 'began', 'full', true)
        from generate_series(1, 20500) n
        """);

    PostgresSyncEvents moved = PostgresSyncEvents.open(database, InstantSource.system());

    EventCursor oldest = ((Answer.Missed) moved.after(Fixtures.ORGANIZATION, start, 10)).oldest();
    OrganizationId organization = new OrganizationId("o");
    List<String> runs = new ArrayList<>();
    EventCursor cursor = oldest;
    Answer.Page page;
    do {
      page = (Answer.Page) moved.after(organization, cursor, 1_000);
      page.entries().forEach(entry -> runs.add(entry.event().run().value()));
      cursor = page.next();
    } while (page.more());
    assertThat(runs).hasSize(20_500);
    assertThat(runs).extracting(Integer::valueOf).isSorted();
  }
}
