package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.StoredRecord;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.SyncId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.run.RecordStore} promises. */
public abstract class RecordStoreContract extends StoreContract {
  private SyncId sync;
  private Lease lease;

  @BeforeEach
  void beginARun() {
    sync = added("stripe", "StripeCustomer");
    lease = begun(sync, "run", Fixtures.NOON);
  }

  private List<String> keysAfter(@Nullable String after, int limit) {
    RecordKey key = after == null ? null : new RecordKey(after);
    return store.records().list(sync, key, limit).stream()
        .map(StoredRecord::key)
        .map(RecordKey::value)
        .toList();
  }

  @Test
  void hasNoRecordsAtFirst() {
    SyncId unknown = Fixtures.syncId("absent", "Absent");

    assertThat(store.records().find(sync, new RecordKey("a"))).isEmpty();
    assertThat(records(sync)).isEmpty();
    assertThat(records(unknown)).isEmpty();
    assertThat(store.records().count(unknown)).isZero();
  }

  @Test
  void givesTheTextOfARecordAsItWas() {
    // What a database that understands JSON would like to change: spaces, order, numbers, escapes.
    List<String> texts =
        List.of(
            "{\"b\":1.10,\"a\":1e5,\"a\":-0,\"c\":12345678901234567890123.10}",
            "{ \"spaced\" : [ ] }",
            "{\"nul\":\"\\u0000\",\"lone\":\"\\ud800\",\"quote\":\"\\\"\"}",
            "{\"text\":\"\u00e4\u00df \u6d77 \ud83c\udf0a ' ` %s\"}",
            "{\"long\":\"" + "x".repeat(1 << 20) + "\"}");
    List<RecordData> all =
        IntStream.range(0, texts.size())
            .mapToObj(i -> new RecordData(new RecordKey("k" + i), texts.get(i)))
            .toList();

    committed(
        lease, new Fetched.Page(all, List.of(), new Checkpoint("p"), false), Fixtures.noonPlus(1));

    for (RecordData data : all) {
      assertThat(store.records().find(sync, data.key()))
          .contains(new StoredRecord(data.key(), data.json(), false, Fixtures.noonPlus(1)));
    }
    assertThat(records(sync)).extracting(StoredRecord::json).isEqualTo(texts);
  }

  @Test
  void ordersRecordsByTheCodePointsOfTheirKeys() {
    List<String> ordered =
        List.of(
            " ",
            "!",
            "1",
            "10",
            "2",
            "A",
            "Z",
            "_",
            "a",
            "a ",
            "a-b",
            "aB",
            "ab",
            "a\u0308",
            "z",
            "\u00e4",
            "\u6d77",
            "\ue000",
            "\uff5e",
            "\ud83c\udf0a",
            "\ud83c\udf0a1",
            "\ud83c\udf0b");
    List<String> mixed = new ArrayList<>(ordered.reversed());
    mixed.add(0, mixed.remove(mixed.size() / 2));
    for (String key : mixed) {
      committed(lease, Fixtures.page("p", Fixtures.record(key, "1")), Fixtures.NOON);
    }

    assertThat(keysAfter(null, 100)).isEqualTo(ordered);
    for (int i = 0; i < ordered.size(); i++) {
      assertThat(keysAfter(ordered.get(i), 100)).isEqualTo(ordered.subList(i + 1, ordered.size()));
    }
  }

  @Test
  void listsAtMostSoManyRecordsAfterAKey() {
    committed(
        lease,
        Fixtures.page(
            "p",
            Fixtures.record("a", "1"),
            Fixtures.record("c", "1"),
            Fixtures.record("e", "1"),
            Fixtures.record("g", "1")),
        Fixtures.NOON);

    assertThat(keysAfter(null, 2)).containsExactly("a", "c");
    assertThat(keysAfter("c", 1)).containsExactly("e");
    assertThat(keysAfter("d", 10)).containsExactly("e", "g");
    assertThat(keysAfter("g", 10)).isEmpty();
    assertThat(keysAfter("z", 10)).isEmpty();
  }

  @Test
  void showsDeletedRecordsAsTheyWereAndDoesNotCountThem() {
    committed(
        lease,
        Fixtures.page("p1", Fixtures.record("a", "1"), Fixtures.record("b", "1")),
        Fixtures.NOON);
    committed(lease, Fixtures.tombstones("p2", "a"), Fixtures.noonPlus(5));

    StoredRecord deleted =
        new StoredRecord(
            new RecordKey("a"), Fixtures.record("a", "1").json(), true, Fixtures.noonPlus(5));
    assertThat(store.records().find(sync, new RecordKey("a"))).contains(deleted);
    assertThat(records(sync)).hasSize(2).first().isEqualTo(deleted);
    assertThat(store.records().count(sync)).isEqualTo(1);
  }

  @Test
  void tellsTheRecordsOfSyncsApart() {
    SyncId other = added("stripe", "StripeInvoice");
    Lease otherLease = begun(other, "other", Fixtures.NOON);
    committed(lease, Fixtures.page("p", Fixtures.record("a", "1")), Fixtures.NOON);
    committed(
        otherLease,
        Fixtures.page("p", Fixtures.record("a", "2"), Fixtures.record("b", "2")),
        Fixtures.NOON);
    committed(otherLease, Fixtures.tombstones("p", "b"), Fixtures.NOON);

    assertThat(store.records().find(sync, new RecordKey("a")).orElseThrow().json())
        .isEqualTo(Fixtures.record("a", "1").json());
    assertThat(store.records().find(sync, new RecordKey("b"))).isEmpty();
    assertThat(store.records().count(sync)).isEqualTo(1);
    assertThat(liveKeys(other)).containsExactly("a");
  }

  @Test
  void isNotTouchedByWhatACallerDoesToLists() {
    List<RecordData> mine = new ArrayList<>(List.of(Fixtures.record("a", "1")));
    committed(lease, new Fetched.Page(mine, List.of(), new Checkpoint("p"), false), Fixtures.NOON);
    mine.clear();
    List<StoredRecord> answer = records(sync);
    try {
      answer.clear();
    } catch (UnsupportedOperationException e) {
      // That is the other way not to be touched.
    }

    assertThat(liveKeys(sync)).containsExactly("a");
  }

  @Test
  void showsInsideATransactionWhatThatHasWritten() {
    committed(
        lease,
        Fixtures.page("p1", Fixtures.record("b", "1"), Fixtures.record("d", "1")),
        Fixtures.NOON);

    store
        .transactions()
        .perform(() -> {
          committed(
              lease,
              Fixtures.page(
                  "p2",
                  Fixtures.record("a", "1"),
                  Fixtures.record("c", "1"),
                  Fixtures.record("e", "1")),
              Fixtures.NOON);
          committed(lease, Fixtures.tombstones("p3", "b"), Fixtures.NOON);

          assertThat(keysAfter(null, 100)).containsExactly("a", "b", "c", "d", "e");
          assertThat(keysAfter("a", 2)).containsExactly("b", "c");
          assertThat(liveKeys(sync)).containsExactly("a", "c", "d", "e");
          assertThat(store.records().count(sync)).isEqualTo(4);
        });

    assertThat(liveKeys(sync)).containsExactly("a", "c", "d", "e");
  }

  @Test
  void showsAReaderThatPagesEveryRecordThatWasThereAllTheTime() {
    for (int page = 0; page < 20; page++) {
      RecordData[] records = new RecordData[50];
      for (int i = 0; i < 50; i++) {
        records[i] = Fixtures.record("stays-%04d".formatted(page * 50 + i), "1");
      }
      committed(lease, Fixtures.page("p" + page, records), Fixtures.NOON);
    }
    Race.whileWriting(
        number ->
            committed(
                lease,
                Fixtures.page(
                    "q", Fixtures.record("stays-%04d-%d".formatted(number % 1000, number), "new")),
                Fixtures.NOON),
        reader -> this::assertAllThere);
  }

  private void assertAllThere() {
    List<String> seen = new ArrayList<>();
    List<String> page = keysAfter(null, 64);
    while (!page.isEmpty()) {
      seen.addAll(page);
      page = keysAfter(page.get(page.size() - 1), 64);
    }
    assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
    assertThat(seen.stream().filter(key -> key.length() == "stays-0000".length())).hasSize(1000);
  }
}
