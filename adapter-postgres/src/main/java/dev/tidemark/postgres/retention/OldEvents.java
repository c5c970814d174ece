package dev.tidemark.postgres.retention;

import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import dev.tidemark.postgres.retention.RetentionPolicy.Kept;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Events, of which the oldest go: always all before a place in their order, which is noted, so that
 * readers who had not come that far are told.
 */
final class OldEvents {
  private final Database database;
  private final Kept kept;

  OldEvents(Database database, Kept kept) {
    this.database = database;
    this.kept = kept;
  }

  /** The key of a row. */
  private record Place(long place, long number) {
    /** Before all rows. */
    static final Place FIRST = new Place(0, 0);

    static Place of(Row row) throws SQLException {
      return new Place(row.number("place"), row.number("number"));
    }
  }

  /** Lets them go; how many. */
  int prune(Instant now) {
    if (!mayBeMoreThan(kept.least())) {
      return 0;
    }
    // Events that are added meanwhile only make these places lower than they could be.
    Optional<Place> least = newest(kept.least());
    Place most = mayBeMoreThan(kept.most()) ? newest(kept.most()).orElse(Place.FIRST) : Place.FIRST;
    return least
        .map(place -> Batches.run(database, "events", () -> oldest(place, most, now)))
        .orElse(0);
  }

  /** Numbers have gaps, so that there may be less. */
  private boolean mayBeMoreThan(int many) {
    return database
        .find(
            """
            select last.number - first.number >= ? as more
            from (select number from sync_events order by place, number limit 1) first,
              (select number from sync_events order by place desc, number desc limit 1) last
            """,
            row -> row.truth("more"),
            many)
        .orElse(false);
  }

  /** The first of so many of the newest; empty if there are fewer. */
  private Optional<Place> newest(int many) {
    return database.find(
        """
        select place, number from sync_events
        order by place desc, number desc offset ? limit 1
        """,
        Place::of,
        many - 1);
  }

  private Batches.Batch oldest(Place least, Place most, Instant now) {
    return lastToGo(least, most, now).map(this::letGo).orElse(Batches.Batch.NOTHING);
  }

  /**
   * Of the oldest, the one before the first that stays. They are older than any transaction under
   * way: whatever is added comes after them.
   */
  private Optional<Place> lastToGo(Place least, Place most, Instant now) {
    return database.find(
        """
        with oldest as materialized (
          select place, number, at from sync_events
          where (place, number) < (?, ?)
            and place < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
          order by place, number
          limit ?),
        stays as (
          select place, number from oldest where at >= ? and (place, number) >= (?, ?)
          order by place, number
          limit 1)
        select place, number from oldest
        where not exists (
          select from stays where (stays.place, stays.number) <= (oldest.place, oldest.number))
        order by place desc, number desc
        limit 1
        """,
        Place::of,
        least.place(),
        least.number(),
        Batches.ROWS,
        now.minus(kept.age()),
        most.place(),
        most.number());
  }

  private Batches.Batch letGo(Place last) {
    int gone =
        database.change(
            """
            delete from sync_events where ctid = any (array (
              select ctid from sync_events where (place, number) <= (?, ?)
              order by place, number limit ?))
            """,
            last.place(),
            last.number(),
            Batches.ROWS);
    database.change(
        "update event_log set gone_place = ?, gone_number = ?", last.place(), last.number());
    return new Batches.Batch(gone, gone == Batches.ROWS);
  }
}
