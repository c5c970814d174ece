package dev.tidemark.postgres.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.run.EventCursor;
import dev.tidemark.application.run.SyncEvents.Answer;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.connection.Scans;
import dev.tidemark.postgres.event.PostgresSyncEvents;
import dev.tidemark.postgres.retention.RetentionPolicy.Kept;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OldEventsTest extends RetentionTests {
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(8));
  private static final Instant LATELY = NOW.minus(Duration.ofDays(6));
  private static final OrganizationId ORGANIZATION = new OrganizationId("o");

  private PostgresSyncEvents events;

  @BeforeEach
  void openEvents() {
    events = PostgresSyncEvents.open(database, () -> NOW);
  }

  private void addEvents(int many, Instant at) {
    database.change(
        """
        insert into sync_events (at, organization, provider, model, event)
        select ?::timestamptz, 'o', 'p', 'm', '{"run":"r","what":"began","full":true}'
        from generate_series(1, ?::int)
        """,
        at,
        many);
  }

  private static RetentionPolicy atMost(int many) {
    RetentionPolicy usual = RetentionPolicy.DEFAULT;
    return new RetentionPolicy(
        usual.runs(), usual.changes(), new Kept(1_000, many, Duration.ofDays(7)), usual.sessions());
  }

  private long oldest() {
    return database
        .find("select min(number) as number from sync_events", row -> row.number("number"))
        .orElseThrow();
  }

  private Answer after(EventCursor cursor) {
    return events.after(ORGANIZATION, cursor, 10);
  }

  @Test
  void keepsTheThousandNewestHoweverOldTheyAre() {
    addEvents(1_700, LONG_AGO);

    assertThat(retention(NOW).prune()).isEqualTo(700);

    assertThat(count("sync_events")).isEqualTo(1_000);
    assertThat(oldest()).isEqualTo(701);
    assertThat(retention(NOW).prune()).isZero();
  }

  @Test
  void keepsThoseOfTheLastWeek() {
    addEvents(600, LONG_AGO);
    addEvents(1_500, LATELY);

    assertThat(retention(NOW).prune()).isEqualTo(600);
    assertThat(oldest()).isEqualTo(601);

    assertThat(retention(LATELY.plus(Duration.ofDays(8))).prune()).isEqualTo(500);
  }

  @Test
  void keepsNoMoreThanTheMostHoweverYoungTheyAre() {
    addEvents(1_900, NOW);

    assertThat(retention(NOW, atMost(1_200)).prune()).isEqualTo(700);

    assertThat(count("sync_events")).isEqualTo(1_200);
    assertThat(oldest()).isEqualTo(701);
  }

  @Test
  void countsRowsAndNotNumbers() {
    addEvents(1_500, LONG_AGO);
    database.change("delete from sync_events where number between 2 and 400");

    assertThat(retention(NOW).prune()).isEqualTo(101);
    assertThat(count("sync_events")).isEqualTo(1_000);
  }

  @Test
  void letsGoInTheOrderOfEventsEvenIfAClockWasWrong() {
    addEvents(300, LONG_AGO);
    addEvents(1, LATELY);
    addEvents(300, LONG_AGO);
    addEvents(1_000, NOW);

    assertThat(retention(NOW).prune()).isEqualTo(300);
    assertThat(oldest()).isEqualTo(301);
  }

  @Test
  void tellsReadersExactlyIfTheyMissedSomething() {
    addEvents(1, LONG_AGO);
    EventCursor first = events.newest();
    addEvents(1, LONG_AGO);
    EventCursor second = events.newest();
    addEvents(1, LONG_AGO);
    EventCursor third = events.newest();
    addEvents(1_000, LONG_AGO);
    database.change("update sync_events set at = ? where number = 3", LATELY);

    assertThat(retention(NOW).prune()).isEqualTo(2);

    assertThat(after(first)).isEqualTo(new Answer.Missed(second));
    assertThat(after(second)).isInstanceOf(Answer.Page.class);
    assertThat(((Answer.Page) after(second)).entries().get(0).cursor()).isEqualTo(third);
    assertThat(after(third)).isInstanceOf(Answer.Page.class);
  }

  @Test
  void leavesWhatComesAfterATransactionUnderWay() throws SQLException {
    addEvents(100, LONG_AGO);
    try (Connection slow = TestStore.pool(getClass()).getConnection();
        Statement statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute(
          """
          insert into sync_events (at, organization, provider, model, event)
          values (now(), 'o', 'p', 'm', '{"run":"slow","what":"began","full":true}')
          """);
      addEvents(1_500, LONG_AGO);

      assertThat(retention(NOW).prune()).isEqualTo(100);
      slow.commit();
      slow.setAutoCommit(true);
    }
    assertThat(retention(NOW).prune()).as("before the late one, which is young").isZero();
    assertThat(retention(Instant.now().plus(Duration.ofDays(8))).prune()).isEqualTo(501);
  }

  @Test
  void looksAtFewRowsWhenThereIsNothingToDo() {
    database.change(
        """
        insert into sync_events (place, at, organization, provider, model, event)
        select n / 100 + 3, ?::timestamptz, 'o', 'p', 'm',
          '{"run":"r","what":"began","full":true}'
        from generate_series(1, 20000) n
        """,
        LATELY);
    database.change("analyze sync_events");

    Scans scans =
        Scans.of(database, "sync_events", () -> assertThat(retention(NOW).prune()).isZero());

    assertThat(scans.whole()).isZero();
    assertThat(scans.rows()).isLessThan(2_000);
  }

  @Test
  void doesNothingWithoutEvents() {
    assertThat(retention(NOW).prune()).isZero();
  }
}
