package dev.tidemark.postgres.event;

import dev.tidemark.application.run.EventCursor;
import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.application.run.SyncEvents.Answer;
import dev.tidemark.application.run.SyncEvents.Entry;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of events, in the order of their places. Rows are read once every transaction up to
 * their place is over, so that none can turn up behind a reader: a transaction that writes for
 * long, in whichever database of the server, lets all readers wait.
 */
final class EventRows {
  /**
   * So many rows one query looks at, whoever they concern, for there is no index by organization.
   */
  private static final int LOOKED_AT = 5_000;

  private static final String PUBLISH =
      """
      insert into sync_events (at, organization, provider, model, event)
      values (?, ?, ?, ?, ?::json)
      """;

  /** All of one snapshot: what had gone by then is known together with what there was. */
  private static final String AFTER =
      """
      with seen as materialized (
        select * from sync_events
        where (place, number) > (?, ?)
          and place < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        order by place, number
        limit ?),
      found as (
        select * from seen where ?::text is null or organization = ?
        order by place, number
        limit ?)
      select log.name, log.gone_place, log.gone_number,
        pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon,
        (select count(*) from seen) as seen,
        last.place as last_place, last.number as last_number,
        found.place, found.number, found.at, found.organization, found.provider,
        found.model, found.event
      from event_log log
      left join (select place, number from seen order by place desc, number desc limit 1) last on true
      left join found on true
      order by found.place, found.number
      """;

  private static final String NEWEST =
      """
      select log.name, coalesce(last.place, log.gone_place) as place,
        coalesce(last.number, log.gone_number) as number
      from event_log log
      left join (
        select place, number from sync_events
        where place < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        order by place desc, number desc
        limit 1) last on true
      """;

  private final Database database;

  EventRows(Database database) {
    this.database = database;
  }

  /** Together with the other changes of the transaction under way. */
  void add(Instant at, SyncEvent event) {
    SyncId sync = event.sync();
    database.changeLater(
        new Object(),
        PUBLISH,
        at,
        sync.connection().organization().value(),
        sync.connection().provider().value(),
        sync.model().value(),
        EventJson.write(event));
  }

  /** The place after all that can be read now. */
  EventCursor newest() {
    return database
        .find(NEWEST, row -> cursor(row.number("name"), row, "place", "number"))
        .orElseThrow();
  }

  /** A row of an answer: the log, how far it was seen, and an event if one was found. */
  private record Line(
      EventCursor gone,
      long horizon,
      long seen,
      Optional<EventCursor> last,
      Optional<Entry> entry) {}

  /**
   * What comes after a cursor.
   *
   * @param organization null for the events of all
   */
  Answer after(@Nullable OrganizationId organization, EventCursor cursor, int limit) {
    @Nullable String name = organization == null ? null : organization.value();
    int most = organization == null ? limit : LOOKED_AT;
    List<Line> lines =
        database.list(
            AFTER, EventRows::line, cursor.commit(), cursor.number(), most, name, name, limit);
    Line log = lines.get(0);
    if (cursor.log() != log.gone.log()
        || cursor.compareTo(log.gone) < 0
        || cursor.commit() >= log.horizon) {
      return new Answer.Missed(log.gone);
    }
    List<Entry> found = lines.stream().flatMap(line -> line.entry.stream()).toList();
    if (found.size() == limit) {
      return new Answer.Page(found, found.getLast().cursor(), true);
    }
    return new Answer.Page(found, log.last.orElse(cursor), log.seen == most);
  }

  private static Line line(Row row) throws SQLException {
    long name = row.number("name");
    return new Line(
        cursor(name, row, "gone_place", "gone_number"),
        row.number("horizon"),
        row.number("seen"),
        row.has("last_place")
            ? Optional.of(cursor(name, row, "last_place", "last_number"))
            : Optional.empty(),
        row.has("event") ? Optional.of(entry(name, row)) : Optional.empty());
  }

  private static Entry entry(long name, Row row) throws SQLException {
    SyncId sync = row.sync();
    return new Entry(
        cursor(name, row, "place", "number"),
        row.instant("at"),
        EventJson.read(sync, row.text("event")));
  }

  private static EventCursor cursor(long name, Row row, String place, String number)
      throws SQLException {
    return new EventCursor(name, row.number(place), row.number(number));
  }
}
