package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.run.EventCursor;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What {@link SyncEvents} promises those who read what is kept. */
public abstract class SyncEventsContract extends StoreContract {
  private static final SyncId SYNC = Fixtures.syncId("stripe", "StripeCustomer");
  private static final OrganizationId OTHER = new OrganizationId("org_other");

  /** Lets go of all events that there are now, or all but the newest of them. */
  protected abstract void letGo();

  static SyncEvent event(int number) {
    return new SyncEvent.RunBegan(SYNC, new RunId("run-" + number), number % 2 == 0);
  }

  private static SyncEvent eventOfOther(int number) {
    ConnectionId connection = new ConnectionId(new ProviderId("stripe"), OTHER);
    return new SyncEvent.RunBegan(
        new SyncId(connection, new ModelName("StripeCustomer")), new RunId("o-" + number), true);
  }

  private void publish(SyncEvent event) {
    store.events().publish(event);
  }

  private SyncEvents.Answer after(EventCursor cursor, int limit) {
    return store.events().after(Fixtures.ORGANIZATION, cursor, limit);
  }

  private SyncEvents.Answer.Page page(EventCursor cursor, int limit) {
    SyncEvents.Answer answer = after(cursor, limit);
    assertThat(answer).isInstanceOf(SyncEvents.Answer.Page.class);
    return (SyncEvents.Answer.Page) answer;
  }

  /** One of every kind, with texts that not every store can keep as they are. */
  static List<SyncEvent> everyKind() {
    RunId run = new RunId("run");
    Failure odd =
        new Failure(
            FailureCode.PROVIDER_ERROR,
            true,
            "\u0000 \ud800 \"\u00fc\"\n'\\",
            "",
            Fixtures.noonPlus(9));
    return List.of(
        new SyncEvent.RunBegan(SYNC, run, true),
        new SyncEvent.RunSuspended(
            SYNC,
            run,
            new CurrentRun.WaitingRetry(run, Fixtures.NOON, Fixtures.noonPlus(1), 2, odd)),
        new SyncEvent.RunSuspended(
            SYNC,
            run,
            new CurrentRun.WaitingRateLimit(run, Fixtures.NOON, Fixtures.noonPlus(1), 2)),
        new SyncEvent.RunEnded(
            SYNC,
            run,
            new Outcome.Failed(Fixtures.NOON, Fixtures.failure(FailureCode.AUTH)),
            new RunCounts(1, 2, 3, 1L << 40)),
        new SyncEvent.RunEnded(
            SYNC, run, new Outcome.Partial(Fixtures.NOON, odd, 98, 1L << 41), RunCounts.NONE),
        new SyncEvent.RunEnded(SYNC, run, new Outcome.Lost(Fixtures.noonPlus(3)), RunCounts.NONE),
        new SyncEvent.RunEnded(
            SYNC, run, new Outcome.Cancelled(Fixtures.noonPlus(4)), RunCounts.NONE),
        new SyncEvent.RunEnded(SYNC, run, new Outcome.Succeeded(Fixtures.NOON), RunCounts.NONE));
  }

  @Test
  void keepsEveryKindOfEventAsItIsInTheOrderOfPublication() {
    KeptEvents reader = KeptEvents.from(store.events());
    List<SyncEvent> all = everyKind();

    all.forEach(this::publish);

    List<SyncEvents.Entry> entries = reader.await(all.size());
    assertThat(entries).extracting(SyncEvents.Entry::event).isEqualTo(all);
    assertThat(entries).extracting(SyncEvents.Entry::cursor).isSorted().doesNotHaveDuplicates();
    assertThat(entries).extracting(SyncEvents.Entry::at).isSorted();
    EventCursor third = entries.get(2).cursor();
    assertThat(EventCursor.parse(third.toString())).isEqualTo(third);
    assertThat(page(third, 100).entries()).isEqualTo(entries.subList(3, all.size()));
  }

  @Test
  void keepsAnEventWithTheTransactionItIsPartOf() {
    KeptEvents reader = KeptEvents.from(store.events());
    EventCursor before = reader.cursor();

    store
        .transactions()
        .perform(() -> {
          publish(event(1));
          publish(event(2));
          assertThat(Race.elsewhere(() -> page(before, 10).entries())).isEmpty();
          assertThat(Race.elsewhere(store.events()::newest)).isEqualTo(before);
        });

    assertThat(reader.awaitEvents(2)).containsExactly(event(1), event(2));
  }

  @Test
  void forgetsAnEventWithTheTransactionItIsPartOf() {
    KeptEvents reader = KeptEvents.from(store.events());

    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  publish(event(1));
                  throw new IllegalStateException("changed its mind");
                }))
        .hasMessage("changed its mind");
    publish(event(2));

    assertThat(reader.awaitEvents(1)).containsExactly(event(2));
  }

  @Test
  void answersPageByPage() {
    KeptEvents reader = KeptEvents.from(store.events());
    EventCursor cursor = reader.cursor();
    for (int i = 0; i < 10; i++) {
      publish(event(i));
    }
    List<SyncEvents.Entry> all = reader.await(10);

    for (int i = 0; i < 9; i += 3) {
      SyncEvents.Answer.Page page = page(cursor, 3);
      assertThat(page.entries()).isEqualTo(all.subList(i, i + 3));
      assertThat(page.next()).isEqualTo(all.get(i + 2).cursor());
      assertThat(page.more()).isTrue();
      cursor = page.next();
    }
    SyncEvents.Answer.Page last = page(cursor, 3);
    assertThat(last.entries()).isEqualTo(all.subList(9, 10));
    assertThat(last.more()).isFalse();
    SyncEvents.Answer.Page none = page(last.next(), 3);
    assertThat(none.entries()).isEmpty();
    assertThat(none.more()).isFalse();
    assertThat(none.next()).isEqualTo(last.next()).isEqualTo(store.events().newest());
  }

  @Test
  void tellsAnOrganizationOnlyOfItsOwn() {
    KeptEvents others = new KeptEvents(store.events(), OTHER, store.events().newest());
    KeptEvents reader = KeptEvents.from(store.events());
    for (int i = 0; i < 5; i++) {
      publish(eventOfOther(i));
      publish(event(i));
      publish(eventOfOther(10 + i));
    }

    assertThat(others.await(10)).hasSize(10);
    assertThat(reader.awaitEvents(5))
        .containsExactly(event(0), event(1), event(2), event(3), event(4));
    reader.readOn(100);
    assertThat(reader.cursor())
        .as("what concerns others is behind a reader as well")
        .isEqualTo(others.entries().getLast().cursor());
  }

  @Test
  void beginsWithWhatComesNextForWhoHasNoCursor() {
    KeptEvents before = KeptEvents.from(store.events());
    publish(event(1));
    before.await(1);

    KeptEvents reader = KeptEvents.from(store.events());
    publish(event(2));

    assertThat(reader.awaitEvents(1)).containsExactly(event(2));
  }

  @Test
  void losesNoEventOfManyWritersAndTellsNoneTwice() {
    int writers = 4;
    int each = 60;
    EventCursor start = store.events().newest();
    AtomicInteger writing = new AtomicInteger(writers);
    List<KeptEvents> readers =
        Race.run(
            writers + 2,
            contender -> {
              if (contender >= writers) {
                return reading(start, contender, writing);
              }
              try {
                write(contender, each);
              } finally {
                writing.decrementAndGet();
              }
              return new KeptEvents(store.events(), Fixtures.ORGANIZATION, start);
            });

    List<SyncEvents.Entry> afterwards = readers.get(0).await(2 * writers * each);
    assertThat(afterwards).extracting(SyncEvents.Entry::cursor).isSorted();
    assertThat(new HashSet<>(afterwards)).hasSize(2 * writers * each);
    for (KeptEvents reader : readers.subList(writers, writers + 2)) {
      assertThat(reader.await(afterwards.size())).isEqualTo(afterwards);
    }
    for (int writer = 0; writer < writers; writer++) {
      int first = writer * 10_000;
      assertThat(afterwards)
          .extracting(SyncEvents.Entry::event)
          .filteredOn(event -> number(event) / 10_000 * 10_000 == first)
          .as("what one thread did, in its order")
          .extracting(SyncEventsContract::number)
          .isEqualTo(List.copyOf(new TreeSet<>(numbers(first, 2 * each))));
    }
  }

  private static List<Integer> numbers(int first, int many) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      numbers.add(first + i);
    }
    return numbers;
  }

  private static int number(SyncEvent event) {
    return Integer.parseInt(event.run().value().substring("run-".length()));
  }

  /** Transactions of two events each, which last for different times. */
  private void write(int writer, int transactions) {
    SplittableRandom random = new SplittableRandom(writer);
    for (int i = 0; i < transactions; i++) {
      int number = writer * 10_000 + 2 * i;
      store
          .transactions()
          .perform(() -> {
            publish(event(number));
            // What a store has not sent yet, it sends before it answers.
            assertThat(store.connections().find(SYNC.connection())).isEmpty();
            for (int pause = random.nextInt(12); pause > 0; pause--) {
              Race.dawdle();
            }
            publish(event(number + 1));
          });
    }
  }

  private KeptEvents reading(EventCursor start, int seed, AtomicInteger writing) {
    SplittableRandom random = new SplittableRandom(seed);
    KeptEvents reader = new KeptEvents(store.events(), Fixtures.ORGANIZATION, start);
    do {
      reader.readOn(1 + random.nextInt(20));
    } while (writing.get() > 0);
    return reader;
  }

  @Test
  void saysSoWhenEventsAfterACursorAreGone() {
    KeptEvents reader = KeptEvents.from(store.events());
    EventCursor before = reader.cursor();
    publish(event(1));
    publish(event(2));
    reader.await(2);

    letGo();

    SyncEvents.Answer answer = after(before, 10);
    assertThat(answer).isInstanceOf(SyncEvents.Answer.Missed.class);
    EventCursor oldest = ((SyncEvents.Answer.Missed) answer).oldest();
    assertThat(oldest).isGreaterThan(before);
    KeptEvents goingOn = new KeptEvents(store.events(), Fixtures.ORGANIZATION, oldest);
    goingOn.readOn(1_000);
    int left = goingOn.entries().size();
    publish(event(3));
    assertThat(goingOn.await(left + 1).getLast().event()).isEqualTo(event(3));
  }

  @Test
  void saysSoWhenACursorIsOfAnotherLog() {
    EventCursor newest = store.events().newest();
    EventCursor foreign = new EventCursor(newest.log() + 1, newest.commit(), newest.number());
    EventCursor future =
        new EventCursor(newest.log(), newest.commit() + 1_000_000, newest.number() + 1_000_000);

    assertThat(after(foreign, 10)).isInstanceOf(SyncEvents.Answer.Missed.class);
    assertThat(after(future, 10)).isInstanceOf(SyncEvents.Answer.Missed.class);
    assertThat(after(new EventCursor(0, 0, 0), 10)).isInstanceOf(SyncEvents.Answer.Missed.class);
    assertThat(after(newest, 10)).isInstanceOf(SyncEvents.Answer.Page.class);
  }
}
