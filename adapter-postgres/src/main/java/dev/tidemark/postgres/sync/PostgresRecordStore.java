package dev.tidemark.postgres.sync;

import dev.tidemark.application.run.RecordStore;
import dev.tidemark.application.run.StoredRecord;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import dev.tidemark.postgres.text.Exact;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs have stored, on PostgreSQL. */
final class PostgresRecordStore implements RecordStore {
  private static final String RECORDS =
      """
      select key, content, exact, deleted, changed_at
      from records
      where dataset = (
          select id from datasets where organization = ? and provider = ? and model = ?)
      """;

  private final Database database;

  PostgresRecordStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<StoredRecord> find(SyncId sync, RecordKey key) {
    return database.find(
        RECORDS + "and key = ?",
        PostgresRecordStore::stored,
        sync.connection().organization().value(),
        sync.connection().provider().value(),
        sync.model().value(),
        Exact.kept(key.value()));
  }

  @Override
  public List<StoredRecord> list(SyncId sync, @Nullable RecordKey after, int limit) {
    return database.list(
        RECORDS + "and key > ? order by key limit ?",
        PostgresRecordStore::stored,
        sync.connection().organization().value(),
        sync.connection().provider().value(),
        sync.model().value(),
        after == null ? "" : Exact.kept(after.value()),
        limit);
  }

  private static StoredRecord stored(Row row) throws SQLException {
    return new StoredRecord(
        new RecordKey(Exact.told(row.text("key"))),
        RecordText.read(row.textOrNull("content"), row.textOrNull("exact")),
        row.truth("deleted"),
        row.instant("changed_at"));
  }

  @Override
  public long count(SyncId sync) {
    return database
        .find(
            "select live from datasets where organization = ? and provider = ? and model = ?",
            row -> row.number("live"),
            sync.connection().organization().value(),
            sync.connection().provider().value(),
            sync.model().value())
        .orElse(0L);
  }
}
