package dev.tidemark.postgres.event;

import dev.tidemark.application.run.EventCursor;
import dev.tidemark.application.run.Subscribers;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.postgres.jdbc.Database;
import java.time.InstantSource;
import java.util.function.Consumer;

/** What happens to syncs, on PostgreSQL. Publishing takes no round trip of its own. */
public final class PostgresSyncEvents implements SyncEvents, AutoCloseable {
  private final Database database;
  private final InstantSource clock;
  private final EventRows rows;
  private final Tail tail;
  private final Subscribers<SyncEvent> here = new Subscribers<>();

  private PostgresSyncEvents(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.rows = new EventRows(database);
    this.tail = new Tail(rows);
  }

  /** On that database; events that came with it from another server are made readable first. */
  public static PostgresSyncEvents open(Database database, InstantSource clock) {
    MovedLog.settle(database);
    return new PostgresSyncEvents(database, clock);
  }

  @Override
  public void publish(SyncEvent event) {
    rows.add(clock.instant(), event);
    database.afterwards(() -> {
      here.tell(event);
      tail.hint();
    });
  }

  /** Another node has committed something. */
  public void hint() {
    tail.hint();
  }

  @Override
  public Answer after(OrganizationId organization, EventCursor cursor, int limit) {
    return rows.after(organization, cursor, limit);
  }

  @Override
  public EventCursor newest() {
    return rows.newest();
  }

  @Override
  public Subscription subscribe(Consumer<Entry> subscriber) {
    return tail.subscribe(subscriber);
  }

  @Override
  public Subscription subscribeHere(Consumer<SyncEvent> subscriber) {
    return here.add(subscriber);
  }

  /** Reads for nobody any more. */
  @Override
  public void close() {
    tail.close();
  }
}
