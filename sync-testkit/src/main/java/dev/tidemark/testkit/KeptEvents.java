package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.run.EventCursor;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents;
import dev.tidemark.domain.connection.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A reader of one organization's events, which goes on from the last one it has read. */
final class KeptEvents {
  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final long BETWEEN_NANOS = 2_000_000;

  private final SyncEvents events;
  private final OrganizationId organization;
  private final List<SyncEvents.Entry> read = new ArrayList<>();
  private EventCursor cursor;

  KeptEvents(SyncEvents events, OrganizationId organization, EventCursor from) {
    this.events = events;
    this.organization = organization;
    this.cursor = from;
  }

  /** Of {@link Fixtures#ORGANIZATION}, from now on. */
  static KeptEvents from(SyncEvents events) {
    return new KeptEvents(events, Fixtures.ORGANIZATION, events.newest());
  }

  /** Reads on as far as there is something. */
  void readOn(int limit) {
    boolean more;
    do {
      SyncEvents.Answer answer = events.after(organization, cursor, limit);
      assertThat(answer).isInstanceOf(SyncEvents.Answer.Page.class);
      SyncEvents.Answer.Page page = (SyncEvents.Answer.Page) answer;
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
      read.addAll(page.entries());
      cursor = page.next();
      more = page.more();
    } while (more);
  }

  /** Reads on until there are so many; an event may come a moment after its commit. */
  List<SyncEvents.Entry> await(int many) {
    long start = System.nanoTime();
    readOn(100);
    while (read.size() < many) {
      assertThat(System.nanoTime() - start).as("patience").isLessThan(PATIENCE_NANOS);
      LockSupport.parkNanos(BETWEEN_NANOS);
      readOn(100);
    }
    return entries();
  }

  /** What has been read. */
  List<SyncEvents.Entry> entries() {
    return List.copyOf(read);
  }

  /** The events of the first so many, which must be all that there are. */
  List<SyncEvent> awaitEvents(int many) {
    return await(many).stream().map(SyncEvents.Entry::event).toList();
  }

  /** Where it goes on. */
  EventCursor cursor() {
    return cursor;
  }
}
