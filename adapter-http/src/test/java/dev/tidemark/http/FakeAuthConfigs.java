package dev.tidemark.http;

import dev.tidemark.application.composio.CatalogueRecords;
import dev.tidemark.application.run.RecordStore;
import dev.tidemark.application.run.StoredRecord;
import dev.tidemark.domain.composio.AuthConfig;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Records of auth configs that a test fills in, and what they hold. */
final class FakeAuthConfigs implements RecordStore, CatalogueRecords {
  private final SortedMap<String, AuthConfig> configs = new TreeMap<>();

  synchronized void add(AuthConfig config) {
    configs.put(config.id(), config);
  }

  @Override
  public synchronized List<StoredRecord> list(SyncId sync, RecordKey after, int limit) {
    return configs.keySet().stream()
        .filter(id -> after == null || id.compareTo(after.value()) > 0)
        .limit(limit)
        .map(id -> new StoredRecord(new RecordKey(id), "{}", false, World.START))
        .toList();
  }

  @Override
  public synchronized AuthConfig authConfig(RecordKey key, String json) {
    return configs.get(key.value());
  }

  @Override
  public Optional<StoredRecord> find(SyncId sync, RecordKey key) {
    throw new UnsupportedOperationException("no route asks for one record");
  }

  @Override
  public long count(SyncId sync) {
    throw new UnsupportedOperationException("no route counts records");
  }

  @Override
  public Tool tool(RecordKey key, String json) {
    throw new UnsupportedOperationException("no route reads tools from records");
  }
}
