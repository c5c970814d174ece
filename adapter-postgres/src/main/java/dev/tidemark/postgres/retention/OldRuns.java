package dev.tidemark.postgres.retention;

import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.retention.Batches.Batch;
import dev.tidemark.postgres.retention.RetentionPolicy.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs of which their sync has too many, or that are too old.
 *
 * <p>Nobody counts the runs of a sync when one is added. Instead all runs are followed in the order
 * in which they ended, from where the last time came to, and the syncs are looked at that they
 * belong to. That happens to every run twice: soon after its end, because its sync may have too
 * many since, or older ones may no longer be among its newest; and when it has come of age.
 */
final class OldRuns {
  /** By then, runs that ended earlier are committed, whatever clock their node has. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  /** How many of a sync's oldest runs are looked at; almost always, one is too much at most. */
  private static final int OF_ONE_SYNC = 50;

  /** What is forgotten is looked at once more, which does no harm. */
  private static final int MOST_REMEMBERED = 100_000;

  private final Database database;
  private final Kept kept;

  OldRuns(Database database, Kept kept) {
    this.database = database;
    this.kept = kept;
  }

  /** Where a run stands among all that have ended. */
  private record Place(Instant at, long number) {
    static final Place START = new Place(Instant.EPOCH, 0);
  }

  private record Ended(Place place, long dataset) {}

  /** Lets them go; how many. */
  int prune(Instant now) {
    Round round = new Round(now.minus(kept.age()), new HashSet<>());
    return follow("settled runs", now.minus(SETTLED), round)
        + follow("aged runs", round.aged, round);
  }

  /**
   * Going through what ended since the last time.
   *
   * @param aged runs that ended before are too old
   * @param done datasets that need not be looked at again in this round
   */
  private record Round(Instant aged, Set<Long> done) {
    /** Of those datasets, the ones that are not done. */
    Set<Long> left(List<Ended> runs) {
      Set<Long> datasets = new HashSet<>(runs.stream().map(Ended::dataset).toList());
      datasets.removeAll(done);
      return datasets;
    }

    void done(Set<Long> datasets) {
      if (done.size() > MOST_REMEMBERED) {
        done.clear();
      }
      done.addAll(datasets);
    }
  }

  /**
   * Both ways along the runs are one work: who lets a run go that another node is letting go as
   * well would take what is left of the sync's runs for few enough.
   */
  private int follow(String what, Instant until, Round round) {
    return Batches.run(database, "runs", () -> next(what, until, round));
  }

  private Batch next(String what, Instant until, Round round) {
    List<Ended> runs = endedAfter(reached(what), until);
    if (runs.isEmpty()) {
      return Batch.NOTHING;
    }
    Set<Long> datasets = round.left(runs);
    List<Long> gone = datasets.isEmpty() ? List.of() : letGo(datasets, round.aged);
    if (!mayLackSome(gone)) {
      reach(what, runs.getLast().place());
      database.afterwards(() -> round.done(datasets));
    }
    return new Batch(gone.size(), true);
  }

  /** Whether the limits, and not the rows, were why no more went. */
  private static boolean mayLackSome(List<Long> gone) {
    return gone.size() == Batches.ROWS
        || gone.stream().distinct().anyMatch(d -> Collections.frequency(gone, d) == OF_ONE_SYNC);
  }

  private Place reached(String what) {
    return database
        .find(
            "select at, number from retention where what = ?",
            row -> new Place(row.instant("at"), row.number("number")),
            what)
        .orElse(Place.START);
  }

  private void reach(String what, Place place) {
    database.change(
        """
        insert into retention (what, at, number) values (?, ?, ?)
        on conflict (what) do update set at = excluded.at, number = excluded.number
        """,
        what,
        place.at(),
        place.number());
  }

  private List<Ended> endedAfter(Place place, Instant until) {
    return database.list(
        """
        select outcome_at, number, dataset from runs
        where outcome is not null and (outcome_at, number) > (?, ?) and outcome_at < ?
        order by outcome_at, number limit ?
        """,
        row ->
            new Ended(
                new Place(row.instant("outcome_at"), row.number("number")), row.number("dataset")),
        place.at(),
        place.number(),
        until,
        Batches.ROWS);
  }

  /** The datasets of the runs that went, each as often as it lost one. */
  private List<Long> letGo(Set<Long> datasets, Instant aged) {
    return database.list(
        """
        delete from runs where (dataset, number) in (
          select touched.id, oldest.number
          from unnest(?) touched (id)
          cross join lateral (
            select number from runs where dataset = touched.id
            order by number desc offset ? limit 1) least
          left join lateral (
            select number from runs where dataset = touched.id
            order by number desc offset ? limit 1) most on true
          cross join lateral (
            select number, outcome_at from runs
            where dataset = touched.id and number < least.number and outcome is not null
            order by number limit ?) oldest
          where oldest.outcome_at < ? or oldest.number < most.number
          limit ?)
        returning dataset
        """,
        row -> row.number("dataset"),
        datasets,
        kept.least() - 1,
        kept.most() - 1,
        OF_ONE_SYNC,
        aged,
        Batches.ROWS);
  }
}
