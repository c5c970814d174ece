package dev.tidemark.testkit;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.Beat;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.application.run.StoredRecord;
import dev.tidemark.application.run.Sweep;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.Run;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What a store is to do, as plainly as it can be said: one thread, ordinary maps, no attention to
 * speed. Stores are compared with it.
 */
final class PlainStore {
  /** The outcome of runs that somebody took away; the instant is the store's own. */
  static final Outcome CANCELLED = new Outcome.Cancelled(Fixtures.NOON);

  private final Map<SyncId, Sync> syncs = new TreeMap<>(PlainStore::compare);
  private final Map<SyncId, SortedMap<String, StoredRecord>> records = new HashMap<>();
  private final Map<SyncId, List<Run>> histories = new HashMap<>();

  /** The records that a full pass has seen, by the run that names the pass. */
  private final Map<RunId, Set<String>> seen = new HashMap<>();

  private static int compare(SyncId one, SyncId other) {
    return one.toString().compareTo(other.toString());
  }

  PlainStore copy() {
    PlainStore copy = new PlainStore();
    copy.syncs.putAll(syncs);
    records.forEach((id, all) -> copy.records.put(id, new TreeMap<>(all)));
    histories.forEach((id, all) -> copy.histories.put(id, new ArrayList<>(all)));
    seen.forEach((pass, keys) -> copy.seen.put(pass, new HashSet<>(keys)));
    return copy;
  }

  Optional<Sync> find(SyncId id) {
    return Optional.ofNullable(syncs.get(id));
  }

  SortedMap<String, StoredRecord> records(SyncId id) {
    return records.computeIfAbsent(id, any -> new TreeMap<>());
  }

  List<Run> history(SyncId id) {
    return histories.computeIfAbsent(id, any -> new ArrayList<>());
  }

  long count(SyncId id) {
    return records(id).values().stream().filter(record -> !record.deleted()).count();
  }

  Set<SyncId> lost(Instant now) {
    Set<SyncId> lost = new TreeSet<>(PlainStore::compare);
    syncs.forEach((id, sync) -> {
      if (sync.currentRun().lost(now)) {
        lost.add(id);
      }
    });
    return lost;
  }

  void add(Sync sync) {
    syncs.put(sync.id(), sync);
  }

  void remove(SyncId id) {
    find(id).flatMap(sync -> sync.currentRun().id()).ifPresent(run -> close(id, run, CANCELLED));
    syncs.remove(id);
  }

  Optional<Sync> update(SyncId id, UnaryOperator<Sync> change) {
    return find(id).map(before -> replaced(before, change.apply(before)));
  }

  private Sync replaced(Sync before, Sync after) {
    Optional<RunId> run = before.currentRun().id();
    if (run.isPresent() && !after.currentRun().id().equals(run)) {
      Outcome outcome = after.lastOutcome();
      boolean lost = outcome instanceof Outcome.Lost && !outcome.equals(before.lastOutcome());
      close(before.id(), run.get(), lost && outcome != null ? outcome : CANCELLED);
    }
    syncs.put(after.id(), after);
    return after;
  }

  private void close(SyncId id, RunId run, Outcome outcome) {
    history(id)
        .replaceAll(
            each -> each.id().equals(run) && each.outcome() == null ? each.ended(outcome) : each);
  }

  Optional<Beginning> begin(SyncId id, RunId fresh, Instant now, Instant leaseUntil) {
    return find(id)
        .map(sync -> {
          Beginning beginning = sync.begin(fresh, now, leaseUntil);
          if (beginning instanceof Beginning.Begun begun) {
            replaced(sync, begun.sync());
            begun(begun, now);
          } else if (beginning instanceof Beginning.FoundLost found) {
            close(id, found.run(), found.outcome());
            replaced(sync, found.sync());
          }
          return beginning;
        });
  }

  private void begun(Beginning.Begun begun, Instant now) {
    SyncId id = begun.sync().id();
    RunId run = begun.lease().run();
    List<Run> history = history(id);
    if (!history.isEmpty() && history.get(0).id().equals(run)) {
      history.set(0, history.get(0).resumed());
    } else {
      history.add(0, Run.begun(run, id, begun.sync().fullPass() != null, now));
    }
  }

  private Optional<Sync> held(Lease lease) {
    return find(lease.sync()).filter(sync -> sync.heldBy(lease));
  }

  Beat beat(Lease lease, Instant until) {
    Optional<Sync> held = held(lease);
    held.ifPresent(sync -> replaced(sync, sync.beaten(until)));
    return held.map(PlainStore::cancelling)
        .map(cancelling -> cancelling ? Beat.CANCEL_REQUESTED : Beat.HELD)
        .orElse(Beat.LOST);
  }

  private static boolean cancelling(Sync sync) {
    return sync.currentRun() instanceof CurrentRun.Cancelling;
  }

  PageCommit commitPage(Lease lease, Fetched.Page page, Instant now) {
    if (held(lease).isEmpty()) {
      return new PageCommit.LeaseLost();
    }
    Sync sync = held(lease).orElseThrow();
    Map<String, RecordData> wanted = new TreeMap<>();
    page.records().forEach(data -> wanted.put(data.key().value(), data));
    page.tombstones().forEach(key -> wanted.remove(key.value()));
    SortedMap<String, StoredRecord> stored = records(sync.id());
    TreeSet<String> appeared = new TreeSet<>();
    TreeSet<String> updated = new TreeSet<>();
    for (RecordData data : wanted.values()) {
      String key = data.key().value();
      StoredRecord fresh = new StoredRecord(data.key(), data.json(), false, now);
      StoredRecord before = stored.get(key);
      if (before == null || before.deleted()) {
        appeared.add(key);
        stored.put(key, fresh);
      } else if (!before.json().equals(data.json())) {
        updated.add(key);
        stored.put(key, fresh);
      }
    }
    if (sync.fullPass() != null) {
      seen.computeIfAbsent(sync.fullPass(), any -> new HashSet<>()).addAll(wanted.keySet());
    }
    TreeSet<String> disappeared = new TreeSet<>();
    page.tombstones().forEach(key -> disappeared.add(key.value()));
    disappeared.removeIf(key -> !delete(stored, key, now));
    RunCounts counts =
        new RunCounts(
            appeared.size(),
            updated.size(),
            wanted.size() - appeared.size() - updated.size(),
            disappeared.size());
    history(sync.id()).set(0, history(sync.id()).get(0).with(counts));
    replaced(sync, sync.progressed(page.checkpoint(), !page.records().isEmpty(), now));
    return new PageCommit.Committed(
        counts, keys(appeared), keys(updated), keys(disappeared), cancelling(sync));
  }

  private static boolean delete(Map<String, StoredRecord> stored, String key, Instant now) {
    StoredRecord before = stored.get(key);
    if (before == null || before.deleted()) {
      return false;
    }
    stored.put(key, new StoredRecord(before.key(), before.json(), true, now));
    return true;
  }

  static List<RecordKey> keys(Set<String> keys) {
    return keys.stream().map(RecordKey::new).toList();
  }

  Sweep sweep(Lease lease, DeletionGuard guard, Instant now) {
    if (held(lease).isEmpty()) {
      return new Sweep.LeaseLost();
    }
    Sync sync = held(lease).orElseThrow();
    if (sync.fullPass() == null) {
      return new Sweep.Swept(List.of());
    }
    SortedMap<String, StoredRecord> stored = records(sync.id());
    TreeSet<String> unseen = new TreeSet<>();
    stored.forEach((key, record) -> {
      if (!record.deleted()) {
        unseen.add(key);
      }
    });
    unseen.removeAll(seen.getOrDefault(sync.fullPass(), Set.of()));
    if (!guard.allows(unseen.size(), count(sync.id()))) {
      return new Sweep.Refused(unseen.size(), count(sync.id()));
    }
    unseen.forEach(key -> delete(stored, key, now));
    RunCounts deleted = new RunCounts(0, 0, 0, unseen.size());
    history(sync.id()).set(0, history(sync.id()).get(0).with(deleted));
    return new Sweep.Swept(keys(unseen));
  }

  Optional<Sync> suspend(Lease lease, CurrentRun.Waiting waiting, boolean startOver) {
    return held(lease).map(sync -> replaced(sync, sync.suspended(waiting, startOver)));
  }

  Optional<Sync> finish(Lease lease, Outcome outcome) {
    return held(lease)
        .map(sync -> {
          close(sync.id(), lease.run(), outcome);
          return replaced(sync, sync.finished(outcome));
        });
  }
}
