package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.run.EventCursor;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The events of one node, as another one on the same database gets them. */
@Timeout(60)
class EventsOfTwoNodesTest {
  private static final SyncId SYNC = Fixtures.syncId("stripe", "StripeCustomer");

  /** So soon nobody reads who was not told. */
  private static final Duration TOLD = Duration.ofMillis(500);

  private final BlockingQueue<SyncEvent> everywhere = new LinkedBlockingQueue<>();
  private final BlockingQueue<SyncEvent> onlyThere = new LinkedBlockingQueue<>();
  private Database database;
  private PostgresStore here;
  private PostgresStore there;
  private SyncEvents.Subscription subscription;

  @BeforeEach
  void start() {
    database = TestStore.emptied(getClass());
    here = TestStore.anotherNode(getClass());
    there = TestStore.anotherNode(getClass());
    Listeners.await(database, 2);
    here.connections().save(Fixtures.connection(SYNC.connection()));
    here.syncs().add(Fixtures.sync(SYNC));
    there.events().subscribeHere(onlyThere::add);
    subscription = there.events().subscribe(entry -> everywhere.add(entry.event()));
  }

  @AfterEach
  void stop() {
    here.close();
    there.close();
    Listeners.await(() -> readers() == 0);
  }

  /** Threads that ask the database for events. */
  private static long readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("tidemark-events"))
        .count();
  }

  private static SyncEvent event(int number) {
    return new SyncEvent.RunBegan(SYNC, new RunId("run-" + number), false);
  }

  /** As a run does it: with a change of the sync. */
  private static void happens(PostgresStore node, int number) {
    node.transactions()
        .perform(() -> {
          node.syncs()
              .update(SYNC, sync -> sync.reset(new RunId("reset-" + number), Fixtures.NOON));
          node.events().publish(event(number));
        });
  }

  private SyncEvent next() throws InterruptedException {
    SyncEvent next = everywhere.poll(30, TimeUnit.SECONDS);
    assertThat(next).as("an event").isNotNull();
    return next;
  }

  @Test
  void tellsAtOnceWhatTheOtherCommits() throws InterruptedException {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      happens(here, i);
      assertThat(next()).isEqualTo(event(i));
      took.add(Duration.ofNanos(System.nanoTime() - start));
    }

    assertThat(took).filteredOn(each -> each.compareTo(TOLD) < 0).hasSizeGreaterThan(7);
    assertThat(onlyThere).as("what the other node did").isEmpty();
  }

  @Test
  void tellsEachNodeItsOwnApartFromThatOfAll() throws InterruptedException {
    happens(here, 1);
    happens(there, 2);
    happens(here, 3);

    assertThat(List.of(next(), next(), next())).containsExactly(event(1), event(2), event(3));
    assertThat(onlyThere.poll(30, TimeUnit.SECONDS)).isEqualTo(event(2));
    assertThat(onlyThere).isEmpty();
  }

  @Test
  void tellsWithinSecondsWhatWasNotHeard() throws InterruptedException {
    database.change(
        """
        insert into sync_events (at, organization, provider, model, event)
        values (now(), 'org_demo', 'stripe', 'StripeCustomer',
          '{"run":"run-1","what":"began","full":false}')
        """);

    assertThat(next()).isEqualTo(event(1));
  }

  @Test
  void goesOnWhenItCouldNotReadForAWhile() throws InterruptedException {
    database.change(
        """
        insert into sync_events (at, organization, provider, model, event)
        values (now(), 'org_demo', 'stripe', 'StripeCustomer',
          '{"run":"run-1","what":"something new"}')
        """);
    happens(here, 2);
    Listeners.await(() -> there.events().newest().equals(here.events().newest()));
    assertThat(everywhere).isEmpty();

    database.change(
        """
        update sync_events set event = '{"run":"run-1","what":"began","full":false}'
        where event ->> 'what' = 'something new'
        """);

    assertThat(List.of(next(), next())).containsExactly(event(1), event(2));
  }

  @Test
  void passesNothingOnTwiceWhenItCouldNotReadTheNextPage() throws InterruptedException {
    database.change(
        """
        insert into sync_events (at, organization, provider, model, event)
        select now(), 'org_demo', 'stripe', 'StripeCustomer', event
        from (
          select 1 as page, '{"run":"run-0","what":"began","full":false}'::json as event
          from generate_series(1, 1000)
          union all
          select 2, '{"run":"run-1","what":"something new"}'
          order by page) events
        """);
    for (int i = 0; i < 1_000; i++) {
      assertThat(next()).isEqualTo(event(0));
    }

    database.change(
        """
        update sync_events set event = '{"run":"run-1","what":"began","full":false}'
        where event ->> 'what' = 'something new'
        """);

    assertThat(next()).isEqualTo(event(1));
  }

  @Test
  void isReadOnAnyNodeWithTheSameCursors() {
    EventCursor start = there.events().newest();
    happens(here, 1);
    happens(there, 2);

    Listeners.await(() -> here.events().newest().equals(there.events().newest()));
    SyncEvents.Answer answer = here.events().after(Fixtures.ORGANIZATION, start, 10);
    assertThat(there.events().after(Fixtures.ORGANIZATION, start, 10)).isEqualTo(answer);
    assertThat(((SyncEvents.Answer.Page) answer).entries())
        .extracting(SyncEvents.Entry::event)
        .containsExactly(event(1), event(2));
  }

  @Test
  void asksTheDatabaseOnlyWhileSomebodyListensToAllNodes() throws InterruptedException {
    SyncEvents.Subscription another = there.events().subscribe(entry -> {});
    assertThat(readers()).as("one for all who listen").isEqualTo(1);

    subscription.close();
    happens(here, 1);
    assertThat(readers()).isEqualTo(1);
    another.close();
    Listeners.await(() -> readers() == 0);
    happens(here, 2);
    happens(there, 3);
    assertThat(readers()).isZero();

    subscription = there.events().subscribe(entry -> everywhere.add(entry.event()));
    happens(here, 4);
    assertThat(next()).as("from now on").isEqualTo(event(4));
  }

  @Test
  void countsARunOnceThatIsDoneOnceMore() throws InterruptedException {
    Sync before = here.syncs().find(SYNC).orElseThrow();
    int[] turns = new int[1];
    here.transactions()
        .perform(() -> {
          here.events().publish(event(1));
          turns[0]++;
          if (turns[0] == 1) {
            deadlock();
          }
          here.syncs().update(SYNC, sync -> sync);
        });
    happens(here, 2);

    assertThat(turns[0]).isEqualTo(2);
    assertThat(List.of(next(), next())).containsExactly(event(1), event(2));
    assertThat(before.id()).isEqualTo(SYNC);
  }

  /** What the database says when it has chosen one of two that wait for each other. */
  private void deadlock() {
    ((Database) here.transactions())
        .change("do $$ begin raise exception using errcode = '40P01'; end $$");
  }
}
