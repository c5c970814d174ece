package dev.tidemark.postgres.retention;

import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.retention.RetentionPolicy.Kept;
import java.time.Instant;
import java.util.Optional;

/** Changes that people made, of which the oldest go. */
final class OldChanges {
  private final Database database;
  private final Kept kept;

  OldChanges(Database database, Kept kept) {
    this.database = database;
    this.kept = kept;
  }

  /** The lowest and the highest number. */
  private record Range(long first, long last) {
    /** Numbers have gaps, so that there may be less. */
    boolean mayHaveMoreThan(int many) {
      return last - first >= many;
    }
  }

  /** Lets them go; how many. */
  int prune(Instant now) {
    Range range = range();
    if (!range.mayHaveMoreThan(kept.least())) {
      return 0;
    }
    // Changes that are made meanwhile only make these numbers lower than they could be.
    Optional<Long> least = newest(kept.least());
    long most = range.mayHaveMoreThan(kept.most()) ? newest(kept.most()).orElse(0L) : 0;
    return least
        .map(number -> Batches.run(database, "changes", () -> oldest(number, most, now)))
        .orElse(0);
  }

  private Range range() {
    return database
        .find(
            "select min(number) as first, max(number) as last from audit_trail",
            row -> new Range(row.number("first"), row.number("last")))
        .orElseThrow();
  }

  /** The lowest number among so many of the newest; empty if there are fewer. */
  private Optional<Long> newest(int many) {
    return database.find(
        "select number from audit_trail order by number desc offset ? limit 1",
        row -> row.number("number"),
        many - 1);
  }

  /** Looks at the oldest only: the others were made later. */
  private Batches.Batch oldest(long least, long most, Instant now) {
    int gone =
        database.change(
            """
            delete from audit_trail where number = any (array (
              select number from (
                select number, at from audit_trail where number < ? order by number limit ?) oldest
              where at < ? or number < ?))
            """,
            least,
            Batches.ROWS,
            now.minus(kept.age()),
            most);
    return new Batches.Batch(gone, gone == Batches.ROWS);
  }
}
