package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.application.run.StoredRecord;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.run.RunJournal} promises of pages. */
public abstract class PageCommitContract extends StoreContract {
  private SyncId sync;
  private Lease lease;

  @BeforeEach
  void beginARun() {
    sync = added("stripe", "StripeCustomer");
    lease = begun(sync, "run", Fixtures.NOON);
  }

  private PageCommit.Committed commit(Fetched.Page page, long seconds) {
    return committed(lease, page, Fixtures.noonPlus(seconds));
  }

  private static Fetched.Page page(List<RecordData> records, String... tombstones) {
    return new Fetched.Page(records, Fixtures.keys(tombstones), new Checkpoint("p"), false);
  }

  private StoredRecord stored(String key) {
    return store.records().find(sync, new RecordKey(key)).orElseThrow();
  }

  private static StoredRecord expected(
      String key, String content, boolean deleted, Instant changedAt) {
    return new StoredRecord(
        new RecordKey(key), Fixtures.record(key, content).json(), deleted, changedAt);
  }

  @Test
  void storesRecordsCheckpointAndCountsTogether() {
    Sync before = facts(sync);

    PageCommit.Committed commit =
        commit(Fixtures.page("p1", Fixtures.record("b", "1"), Fixtures.record("a", "1")), 1);

    assertThat(commit.counts()).isEqualTo(new RunCounts(2, 0, 0, 0));
    assertThat(commit.appeared()).containsExactlyInAnyOrderElementsOf(Fixtures.keys("a", "b"));
    assertThat(commit.disappeared()).isEmpty();
    assertThat(records(sync))
        .containsExactly(
            expected("a", "1", false, Fixtures.noonPlus(1)),
            expected("b", "1", false, Fixtures.noonPlus(1)));
    assertThat(facts(sync))
        .isEqualTo(before.progressed(new Checkpoint("p1"), true, Fixtures.noonPlus(1)));
    assertThat(store.journal().history(sync, 1).get(0).counts()).isEqualTo(commit.counts());
  }

  @Test
  void movesTheCheckpointWithAPageThatIsEmpty() {
    Sync before = facts(sync);

    assertThat(commit(Fixtures.page("p1"), 1))
        .isEqualTo(
            new PageCommit.Committed(RunCounts.NONE, List.of(), List.of(), List.of(), false));

    assertThat(facts(sync))
        .isEqualTo(before.progressed(new Checkpoint("p1"), false, Fixtures.noonPlus(1)));
  }

  @Test
  void tellsWhatChangedFromWhatIsAsItWas() {
    commit(Fixtures.page("p1", Fixtures.record("a", "1"), Fixtures.record("b", "1")), 1);

    PageCommit.Committed commit =
        commit(
            Fixtures.page(
                "p2",
                Fixtures.record("a", "1"),
                Fixtures.record("b", "2"),
                Fixtures.record("c", "1")),
            2);

    assertThat(commit.counts()).isEqualTo(new RunCounts(1, 1, 1, 0));
    assertThat(commit.appeared()).isEqualTo(Fixtures.keys("c"));
    assertThat(commit.updated()).isEqualTo(Fixtures.keys("b"));
    assertThat(records(sync))
        .containsExactly(
            expected("a", "1", false, Fixtures.noonPlus(1)),
            expected("b", "2", false, Fixtures.noonPlus(2)),
            expected("c", "1", false, Fixtures.noonPlus(2)));
  }

  @Test
  void tellsContentsApartThatDifferInOneCharacterOfMany() {
    commit(Fixtures.page("p1", Fixtures.record("a", "x".repeat(100_000) + "1")), 1);

    assertThat(
            commit(Fixtures.page("p2", Fixtures.record("a", "x".repeat(100_000) + "2")), 2)
                .counts())
        .isEqualTo(new RunCounts(0, 1, 0, 0));
  }

  @Test
  void deletesWhatTheProviderDeleted() {
    commit(Fixtures.page("p1", Fixtures.record("a", "1"), Fixtures.record("b", "1")), 1);

    PageCommit.Committed commit = commit(Fixtures.tombstones("p2", "a", "unknown", "a"), 2);

    assertThat(commit.counts()).isEqualTo(new RunCounts(0, 0, 0, 1));
    assertThat(commit.appeared()).isEmpty();
    assertThat(commit.disappeared()).isEqualTo(Fixtures.keys("a"));
    assertThat(records(sync))
        .containsExactly(
            expected("a", "1", true, Fixtures.noonPlus(2)),
            expected("b", "1", false, Fixtures.noonPlus(1)));
    assertThat(store.records().count(sync)).isEqualTo(1);
  }

  @Test
  void deletesARecordOnce() {
    commit(Fixtures.page("p1", Fixtures.record("a", "1")), 1);
    commit(Fixtures.tombstones("p2", "a"), 2);

    PageCommit.Committed commit = commit(Fixtures.tombstones("p3", "a"), 3);

    assertThat(commit.counts()).isEqualTo(RunCounts.NONE);
    assertThat(commit.disappeared()).isEmpty();
    assertThat(stored("a")).isEqualTo(expected("a", "1", true, Fixtures.noonPlus(2)));
  }

  @Test
  void bringsBackADeletedRecordAlsoIfItsContentIsTheOldOne() {
    commit(Fixtures.page("p1", Fixtures.record("a", "1"), Fixtures.record("b", "1")), 1);
    commit(Fixtures.tombstones("p2", "a", "b"), 2);

    PageCommit.Committed commit =
        commit(Fixtures.page("p3", Fixtures.record("a", "1"), Fixtures.record("b", "2")), 3);

    assertThat(commit.counts()).isEqualTo(new RunCounts(2, 0, 0, 0));
    assertThat(commit.appeared()).containsExactlyInAnyOrderElementsOf(Fixtures.keys("a", "b"));
    assertThat(stored("a")).isEqualTo(expected("a", "1", false, Fixtures.noonPlus(3)));
    assertThat(stored("b")).isEqualTo(expected("b", "2", false, Fixtures.noonPlus(3)));
    assertThat(store.records().count(sync)).isEqualTo(2);
  }

  @Test
  void takesTheLastOfSeveralRecordsOfOneKey() {
    commit(Fixtures.page("p1", Fixtures.record("old", "1")), 1);

    PageCommit.Committed commit =
        commit(
            Fixtures.page(
                "p2",
                Fixtures.record("old", "2"),
                Fixtures.record("new", "1"),
                Fixtures.record("new", "2"),
                Fixtures.record("old", "1")),
            2);

    assertThat(commit.counts()).isEqualTo(new RunCounts(1, 0, 1, 0));
    assertThat(commit.appeared()).isEqualTo(Fixtures.keys("new"));
    assertThat(stored("new")).isEqualTo(expected("new", "2", false, Fixtures.noonPlus(2)));
    assertThat(stored("old")).isEqualTo(expected("old", "1", false, Fixtures.noonPlus(1)));
  }

  @Test
  void takesAKeyThatIsAmongRecordsAndTombstonesForDeleted() {
    commit(Fixtures.page("p1", Fixtures.record("a", "1")), 1);

    PageCommit.Committed commit =
        commit(page(List.of(Fixtures.record("a", "2"), Fixtures.record("b", "1")), "b", "a"), 2);

    assertThat(commit.counts()).isEqualTo(new RunCounts(0, 0, 0, 1));
    assertThat(commit.appeared()).isEmpty();
    assertThat(commit.disappeared()).isEqualTo(Fixtures.keys("a"));
    assertThat(stored("a")).isEqualTo(expected("a", "1", true, Fixtures.noonPlus(2)));
    assertThat(store.records().find(sync, new RecordKey("b"))).isEmpty();
  }

  @Test
  void storesAPageOfManyRecords() {
    RecordData[] many = new RecordData[5_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = Fixtures.record("key-" + i, "1");
    }

    assertThat(commit(Fixtures.page("p1", many), 1).counts())
        .isEqualTo(new RunCounts(5_000, 0, 0, 0));
    many[77] = Fixtures.record("key-77", "2");
    assertThat(commit(Fixtures.page("p2", many), 2).counts())
        .isEqualTo(new RunCounts(0, 1, 4_999, 0));

    assertThat(store.records().count(sync)).isEqualTo(5_000);
  }

  @Test
  void addsUpTheCountsOfARun() {
    commit(Fixtures.page("p1", Fixtures.record("a", "1"), Fixtures.record("b", "1")), 1);
    commit(Fixtures.page("p2", Fixtures.record("a", "2"), Fixtures.record("b", "1")), 2);
    commit(Fixtures.tombstones("p3", "b"), 3);

    assertThat(store.journal().history(sync, 1).get(0).counts())
        .isEqualTo(new RunCounts(2, 1, 1, 1));
  }

  @Test
  void storesNothingOfAPageIfTheTransactionAroundItFails() {
    commit(Fixtures.page("p1", Fixtures.record("a", "1"), Fixtures.record("b", "1")), 1);
    Sync before = facts(sync);
    List<StoredRecord> records = records(sync);
    var history = store.journal().history(sync, 10);

    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  commit(
                      page(List.of(Fixtures.record("a", "2"), Fixtures.record("c", "1")), "b"), 2);
                  assertThat(liveKeys(sync)).containsExactly("a", "c");
                  throw new IllegalArgumentException("trouble");
                }))
        .hasMessage("trouble");

    assertThat(facts(sync)).isEqualTo(before);
    assertThat(records(sync)).isEqualTo(records);
    assertThat(store.records().count(sync)).isEqualTo(2);
    assertThat(store.journal().history(sync, 10)).isEqualTo(history);
    assertThat(commit(Fixtures.page("p2", Fixtures.record("c", "1")), 3).appeared())
        .isEqualTo(Fixtures.keys("c"));
  }
}
