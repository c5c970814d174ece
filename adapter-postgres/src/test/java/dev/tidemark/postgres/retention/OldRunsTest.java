package dev.tidemark.postgres.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.postgres.retention.RetentionPolicy.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OldRunsTest extends RetentionTests {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(300));

  private long customers;
  private long invoices;

  @BeforeEach
  void addDatasets() {
    customers = dataset("Customer");
    invoices = dataset("Invoice");
  }

  private static <T> List<T> newest(List<T> all, int many) {
    return all.subList(all.size() - many, all.size());
  }

  @Test
  void keepsTheHundredNewestOfASyncHoweverOldTheyAre() {
    addRuns(customers, 150, LONG_AGO, MINUTE);
    addRuns(invoices, 100, LONG_AGO, MINUTE);
    List<Long> all = runs(customers);

    assertThat(retention(NOW).prune()).isEqualTo(50);

    assertThat(runs(customers)).isEqualTo(newest(all, 100));
    assertThat(runs(invoices)).hasSize(100);
  }

  @Test
  void keepsAThousandYoungOnes() {
    addRuns(customers, 1_250, NOW.minus(Duration.ofHours(1)), MINUTE);
    List<Long> all = runs(customers);

    assertThat(retention(NOW).prune()).isEqualTo(250);

    assertThat(runs(customers)).isEqualTo(newest(all, 1_000));
  }

  @Test
  void lastsThirtyDaysForThoseBetween() {
    addRuns(customers, 500, NOW.minus(Duration.ofHours(1)), Duration.ofHours(2));
    List<Long> all = runs(customers);

    assertThat(retention(NOW).prune()).isEqualTo(140);
    assertThat(runs(customers)).isEqualTo(newest(all, 360));

    assertThat(retention(NOW.plus(Duration.ofDays(1))).prune()).isEqualTo(12);
    assertThat(runs(customers)).isEqualTo(newest(all, 348));
  }

  @Test
  void neverLetsARunGoThatIsUnderWay() {
    addRuns(customers, 100, LONG_AGO, MINUTE);
    addActiveRun(customers, LONG_AGO);

    assertThat(retention(NOW).prune()).isEqualTo(1);

    assertThat(runs(customers)).hasSize(100);
    assertThat(count("runs where outcome is null")).isEqualTo(1);
  }

  @Test
  void letsOldOnesGoOnceTheyAreNoLongerAmongTheNewest() {
    addRuns(customers, 100, LONG_AGO, MINUTE);
    assertThat(retention(NOW).prune()).isZero();
    Instant later = NOW.plus(Duration.ofHours(1));

    addRuns(customers, 30, NOW.plusSeconds(60), Duration.ofSeconds(1));

    assertThat(retention(later).prune()).isEqualTo(30);
    assertThat(runs(customers)).hasSize(100);
    assertThat(retention(later).prune()).isZero();
  }

  @Test
  void waitsUntilEveryoneWhoEndedARunEarlierHasCommitted() {
    addRuns(customers, 1_001, NOW.minus(Duration.ofMinutes(9)), Duration.ofMillis(0));
    assertThat(retention(NOW).prune()).isZero();

    assertThat(retention(NOW.plus(Duration.ofMinutes(2))).prune()).isEqualTo(1);
  }

  @Test
  void takesSmallStepsThroughAGreatBacklog() {
    database.change("create table steps (gone bigint)");
    database.change(
        """
        create function note_step() returns trigger language plpgsql as $$
        begin insert into steps select count(*) from gone; return null; end $$
        """);
    database.change(
        """
        create trigger steps after delete on runs referencing old table as gone
        for each statement execute function note_step()
        """);
    try {
      addRuns(customers, 1_300, LONG_AGO, MINUTE);
      for (int i = 0; i < 20; i++) {
        addRuns(dataset("Many" + i), 160, LONG_AGO, MINUTE);
      }

      assertThat(retention(NOW).prune()).isEqualTo(1_200 + 20 * 60);

      List<Long> steps = database.list("select gone from steps", row -> row.number("gone"));
      assertThat(steps).contains(500L).allMatch(gone -> gone <= 500);
      assertThat(runs(customers)).hasSize(100);
    } finally {
      database.change("drop trigger steps on runs");
      database.change("drop function note_step");
      database.change("drop table steps");
    }
  }

  @Test
  void looksAtNoRunsIfNoneHaveComeOfAgeOrEnded() {
    for (int i = 0; i < 20; i++) {
      addRuns(dataset("Many" + i), 200, NOW.minus(Duration.ofDays(29)), Duration.ofSeconds(1));
    }
    retention(NOW).prune();
    database.change("analyze runs");

    long looked = lookedAt(NOW.plusSeconds(60));

    assertThat(looked).isZero();
    assertThat(count("runs")).isEqualTo(4_000);
  }

  @Test
  void looksAtLittleIfOneRunHasEnded() {
    for (int i = 0; i < 20; i++) {
      addRuns(dataset("Many" + i), 200, NOW.minus(Duration.ofDays(29)), Duration.ofSeconds(1));
    }
    retention(NOW).prune();
    database.change("analyze runs");
    addRuns(customers, 1, NOW, MINUTE);

    long looked = lookedAt(NOW.plus(Duration.ofHours(1)));

    assertThat(looked).isBetween(1L, 300L);
  }

  /** How many runs are read then, in whatever way. */
  private long lookedAt(Instant now) {
    return database.perform(() -> {
      long before = looked();
      retention(now).prune();
      return looked() - before;
    });
  }

  /** How many the connection has read since the database noted it last. */
  private long looked() {
    return database
        .find(
            """
            select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as rows
            from pg_stat_xact_user_tables where relname = 'runs'
            """,
            row -> row.number("rows"))
        .orElseThrow();
  }

  @RepeatedTest(20)
  void sharesTheWorkAmongNodes() throws Exception {
    for (int i = 0; i < 20; i++) {
      addRuns(dataset("Many" + i), 180, LONG_AGO, MINUTE);
    }
    CyclicBarrier start = new CyclicBarrier(4);
    int gone = 0;
    try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> rounds = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        rounds.add(
            nodes.submit(() -> {
              start.await();
              return retention(NOW).prune();
            }));
      }
      for (Future<Integer> round : rounds) {
        gone += round.get();
      }
    }
    gone += retention(NOW).prune();

    assertThat(gone).isEqualTo(20 * 80);
    assertThat(count("runs")).isEqualTo(20 * 100);
  }

  @Test
  void leavesToAnotherNodeWhatThatIsAtAndKeepsNobodyFromWorking() throws Exception {
    addRuns(customers, 150, LONG_AGO, MINUTE);

    int others =
        database.perform(() -> {
          assertThat(retention(NOW).prune()).isEqualTo(50);
          try (ExecutorService elsewhere = Executors.newSingleThreadExecutor()) {
            return elsewhere
                .submit(() -> {
                  addRuns(customers, 1, NOW, MINUTE);
                  database.change("update runs set attempts = 2 where dataset = ?", invoices);
                  return retention(NOW).prune();
                })
                .get();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });

    assertThat(others).isZero();
    assertThat(runs(customers)).hasSize(101);
  }

  @Test
  void followsAnotherPolicy() {
    addRuns(customers, 400, NOW.minus(Duration.ofDays(2)), MINUTE);
    Kept changes = RetentionPolicy.DEFAULT.changes();
    assertThat(retention(NOW).prune()).isZero();

    RetentionPolicy younger =
        new RetentionPolicy(
            new Kept(200, 1_000, Duration.ofDays(1)),
            changes,
            RetentionPolicy.DEFAULT.events(),
            Duration.ZERO);

    assertThat(retention(NOW, younger).prune()).isEqualTo(200);
  }
}
