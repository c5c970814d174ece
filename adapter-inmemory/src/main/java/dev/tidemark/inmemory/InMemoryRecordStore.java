package dev.tidemark.inmemory;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.RecordStore;
import dev.tidemark.application.run.StoredRecord;
import dev.tidemark.application.run.Sweep;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The records of every sync, in memory. What changes is to be called in a transaction. */
final class InMemoryRecordStore implements RecordStore {
  /** By code points, as a database orders them that compares their UTF-8. */
  private static final Comparator<RecordKey> ORDER =
      (one, other) -> CodePoints.compare(one.value(), other.value());

  private final InMemoryTransactions transactions;

  /** A sync without records has no table; an empty one does no harm. */
  private final ConcurrentMap<SyncId, OrderedTable<RecordKey, Row>> tables =
      new ConcurrentHashMap<>();

  private final Table<SyncId, Long> live;

  InMemoryRecordStore(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.live = new Table<>(transactions);
  }

  /** What a page did. */
  record Changes(
      RunCounts counts,
      List<RecordKey> appeared,
      List<RecordKey> updated,
      List<RecordKey> disappeared) {
    private static final Changes NONE =
        new Changes(RunCounts.NONE, List.of(), List.of(), List.of());
  }

  @Override
  public Optional<StoredRecord> find(SyncId sync, RecordKey key) {
    OrderedTable<RecordKey, Row> rows = tables.get(sync);
    Row row = rows == null ? null : rows.get(key);
    return Optional.ofNullable(row).map(found -> stored(key, found));
  }

  @Override
  public List<StoredRecord> list(SyncId sync, @Nullable RecordKey after, int limit) {
    OrderedTable<RecordKey, Row> rows = tables.get(sync);
    return rows == null
        ? List.of()
        : List.copyOf(rows.after(after, limit, InMemoryRecordStore::stored));
  }

  private static StoredRecord stored(RecordKey key, Row row) {
    return new StoredRecord(key, row.json(), row.deleted(), row.changedAt());
  }

  @Override
  public long count(SyncId sync) {
    Long known = live.get(sync);
    return known == null ? 0 : known;
  }

  /** Stores what a page brought; records count as seen by the full pass, if one is under way. */
  Changes store(SyncId sync, Fetched.Page page, @Nullable RunId pass, Instant now) {
    if (page.records().isEmpty() && page.tombstones().isEmpty()) {
      return Changes.NONE;
    }
    OrderedTable<RecordKey, Row> rows =
        tables.computeIfAbsent(sync, id -> OrderedTable.by(ORDER, transactions));
    Map<RecordKey, RecordData> last = new LinkedHashMap<>();
    page.records().forEach(data -> last.put(data.key(), data));
    page.tombstones().forEach(last::remove);
    List<RecordKey> appeared = new ArrayList<>();
    List<RecordKey> updated = new ArrayList<>();
    for (RecordData data : last.values()) {
      Row before = rows.get(data.key());
      if (before == null || before.deleted()) {
        appeared.add(data.key());
        rows.put(data.key(), new Row(data.json(), false, now, pass));
      } else if (!before.json().equals(data.json())) {
        updated.add(data.key());
        rows.put(data.key(), new Row(data.json(), false, now, pass));
      } else if (pass != null && !pass.equals(before.generation())) {
        rows.put(data.key(), before.seenBy(pass));
      }
    }
    List<RecordKey> disappeared = delete(rows, page.tombstones(), now);
    changeLive(sync, appeared.size() - disappeared.size());
    return new Changes(
        new RunCounts(
            appeared.size(),
            updated.size(),
            last.size() - appeared.size() - updated.size(),
            disappeared.size()),
        appeared,
        updated,
        disappeared);
  }

  private static List<RecordKey> delete(
      OrderedTable<RecordKey, Row> rows, List<RecordKey> keys, Instant now) {
    List<RecordKey> deleted = new ArrayList<>();
    for (RecordKey key : keys) {
      Row before = rows.get(key);
      if (before != null && !before.deleted()) {
        rows.put(key, before.deletedAt(now));
        deleted.add(key);
      }
    }
    return deleted;
  }

  private void changeLive(SyncId sync, int difference) {
    if (difference != 0) {
      live.put(sync, count(sync) + difference);
    }
  }

  /** Deletes the live records that the full pass has not seen, if the guard allows it. */
  Sweep sweep(SyncId sync, RunId pass, DeletionGuard guard, Instant now) {
    OrderedTable<RecordKey, Row> rows = tables.get(sync);
    if (rows == null) {
      return new Sweep.Swept(List.of());
    }
    List<RecordKey> unseen = new ArrayList<>();
    rows.forEach((key, row) -> {
      if (!row.deleted() && !pass.equals(row.generation())) {
        unseen.add(key);
      }
    });
    long all = count(sync);
    if (!guard.allows(unseen.size(), all)) {
      return new Sweep.Refused(unseen.size(), all);
    }
    unseen.sort(ORDER);
    delete(rows, unseen, now);
    changeLive(sync, -unseen.size());
    return new Sweep.Swept(unseen);
  }
}
