package dev.tidemark.inmemory;

import dev.tidemark.application.run.EventCursor;
import dev.tidemark.application.run.Subscribers;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents;
import dev.tidemark.domain.connection.OrganizationId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The last 10 000 events, in memory. There is one node, so that all events are its own. */
final class InMemorySyncEvents implements SyncEvents {
  private static final int KEPT = 10_000;

  /** How many events of any organization are looked at in one go. */
  private static final int WINDOW = 1_000;

  /** The key of the one value in the table of numbers. */
  private static final String LAST = "last";

  private final InMemoryTransactions transactions;
  private final InstantSource clock;
  private final long log;
  private final OrderedTable<Long, Entry> entries;
  private final Table<String, Long> numbers;
  private final Subscribers<Entry> subscribers = new Subscribers<>();
  private final Subscribers<SyncEvent> here = new Subscribers<>();

  InMemorySyncEvents(InMemoryTransactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
    // Cursors of another process must not be taken for ours.
    this.log = Math.max(0, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    this.entries =
        OrderedTable.by(
            Comparator.<Long>naturalOrder(),
            transactions,
            (number, before, after) -> committed(after));
    this.numbers = new Table<>(transactions);
  }

  private void committed(@Nullable Entry entry) {
    if (entry != null) {
      subscribers.tell(entry);
      here.tell(entry.event());
    }
  }

  @Override
  public void publish(SyncEvent event) {
    transactions.perform(() -> {
      long number = last() + 1;
      numbers.put(LAST, number);
      entries.put(number, new Entry(cursor(number), clock.instant(), event));
      if (number > KEPT) {
        entries.remove(number - KEPT);
      }
    });
  }

  private long last() {
    Long last = numbers.get(LAST);
    return last == null ? 0 : last;
  }

  private EventCursor cursor(long number) {
    return new EventCursor(log, 0, number);
  }

  @Override
  public Answer after(OrganizationId organization, EventCursor cursor, int limit) {
    List<Entry> found = new ArrayList<>();
    EventCursor reached = cursor;
    List<Entry> window;
    do {
      window = entries.after(reached.number(), WINDOW, (number, entry) -> entry);
      for (Entry entry : window) {
        if (found.size() < limit) {
          reached = entry.cursor();
          if (entry.event().sync().connection().organization().equals(organization)) {
            found.add(entry);
          }
        }
      }
    } while (window.size() == WINDOW && found.size() < limit);
    // Only now: what has gone meanwhile may be missing.
    long last = last();
    long gone = Math.max(0, last - KEPT);
    boolean ours = cursor.log() == log && cursor.commit() == 0 && cursor.number() <= last;
    return ours && cursor.number() >= gone
        ? new Answer.Page(found, reached, found.size() == limit)
        : new Answer.Missed(cursor(gone));
  }

  @Override
  public EventCursor newest() {
    return cursor(last());
  }

  @Override
  public Subscription subscribe(Consumer<Entry> subscriber) {
    return subscribers.add(subscriber);
  }

  @Override
  public Subscription subscribeHere(Consumer<SyncEvent> subscriber) {
    return here.add(subscriber);
  }
}
