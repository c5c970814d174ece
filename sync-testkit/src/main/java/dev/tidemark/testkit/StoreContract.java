package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.application.run.StoredRecord;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What the contracts of a store's ports have in common. */
@Timeout(120)
public abstract class StoreContract {
  static final Duration LEASE = Duration.ofSeconds(15);

  /** The ports under test. */
  Ports store;

  /** The ports of one store that is empty; called before every test. */
  protected abstract Ports emptyStore();

  @BeforeEach
  void openStore() {
    store = emptyStore();
  }

  /** Adds a sync of a working connection, which is made if need be. */
  SyncId added(String provider, String model) {
    SyncId id = Fixtures.syncId(provider, model);
    if (store.connections().find(id.connection()).isEmpty()) {
      store.connections().save(Fixtures.connection(id.connection()));
    }
    store.syncs().add(Fixtures.sync(id));
    return id;
  }

  Sync facts(SyncId id) {
    return store.syncs().find(id).orElseThrow();
  }

  /** Begins a run, which must succeed. */
  Lease begun(SyncId id, String fresh, Instant now) {
    Beginning beginning = store.journal().begin(id, new RunId(fresh), now, LEASE).orElseThrow();
    assertThat(beginning).isInstanceOf(Beginning.Begun.class);
    return ((Beginning.Begun) beginning).lease();
  }

  /** Commits a page, which must succeed. */
  PageCommit.Committed committed(Lease lease, Fetched.Page page, Instant now) {
    PageCommit commit = store.journal().commitPage(lease, page, now);
    assertThat(commit).isInstanceOf(PageCommit.Committed.class);
    return (PageCommit.Committed) commit;
  }

  List<StoredRecord> records(SyncId id) {
    return store.records().list(id, null, 100_000);
  }

  /** The keys of the records that are not deleted. */
  List<String> liveKeys(SyncId id) {
    return records(id).stream()
        .filter(record -> !record.deleted())
        .map(StoredRecord::key)
        .map(RecordKey::value)
        .toList();
  }
}
