package dev.tidemark.application.run;

import dev.tidemark.domain.connection.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Driven port: what happens to syncs. Events are kept for a while, in one order for all readers, so
 * that whoever knows the cursor of the last one misses none of those that follow and sees none
 * twice, whichever node they come from. The events of one sync are in the order in which they
 * happened.
 */
public interface SyncEvents {
  /**
   * An event that is kept.
   *
   * @param cursor its place: the next event is after it
   * @param at when it was published
   */
  record Entry(EventCursor cursor, Instant at, SyncEvent event) {}

  /** What comes after a cursor. */
  sealed interface Answer {
    /**
     * Nothing is missing between the cursor and these events.
     *
     * @param next where to go on: all that there was before it has been told
     * @param more whether there may be more already
     */
    record Page(List<Entry> entries, EventCursor next, boolean more) implements Answer {
      /** Copies the list. */
      public Page {
        entries = List.copyOf(entries);
      }
    }

    /**
     * Events after the cursor may be gone, or it is none of this log's. The reader must look at the
     * facts themselves.
     *
     * @param oldest where to go on: before all events that are kept
     */
    record Missed(EventCursor oldest) implements Answer {}
  }

  /** A subscriber's stay. */
  interface Subscription extends AutoCloseable {
    /** The subscriber gets no further event; one that it is at may still be under way. */
    @Override
    void close();
  }

  /**
   * Keeps the event if and only if the transaction under way commits, and tells nobody before.
   * Without one it is a transaction of its own.
   */
  void publish(SyncEvent event);

  /**
   * Events of the organization after the cursor, the earliest first. An event may come a moment
   * after its commit, when no other can come before it any more. To be called outside of
   * transactions.
   *
   * @param limit how many at most, from 1
   */
  Answer after(OrganizationId organization, EventCursor cursor, int limit);

  /** The place after all events that there are now, for readers who have no cursor yet. */
  EventCursor newest();

  /**
   * Hands the subscriber what is committed from now on, on any node, in the order of the cursors,
   * one after the other on a thread of its own. Whoever publishes waits for no subscriber, and
   * trouble of one is no other's. One that falls more than 10 000 events behind misses the oldest,
   * which it finds with {@link #after}.
   */
  Subscription subscribe(Consumer<Entry> subscriber);

  /** The same for what this node commits, and right then: in its own order, without a place. */
  Subscription subscribeHere(Consumer<SyncEvent> subscriber);
}
