package dev.tidemark.application.composio;

import dev.tidemark.application.run.RecordStore;
import dev.tidemark.application.run.StoredRecord;
import dev.tidemark.application.store.Slice;
import dev.tidemark.domain.composio.AuthConfig;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.record.RecordKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the auth configs that were synced from the catalogue. */
public final class ListAuthConfigs {
  private static final int AT_ONCE = 500;

  private final CatalogueSyncs catalogue;
  private final RecordStore store;
  private final CatalogueRecords records;

  /** From what those syncs have stored. */
  public ListAuthConfigs(CatalogueSyncs catalogue, RecordStore store, CatalogueRecords records) {
    this.catalogue = catalogue;
    this.store = store;
    this.records = records;
  }

  /**
   * Auth configs in the order of their ids.
   *
   * @param toolkit whose they are; empty for all
   * @param after the id that the part starts after; null for the first part
   * @param limit from 1
   */
  public Slice<AuthConfig> list(
      Optional<ToolkitSlug> toolkit, @Nullable RecordKey after, int limit) {
    List<AuthConfig> found = new ArrayList<>();
    RecordKey from = after;
    List<StoredRecord> some;
    do {
      some = store.list(catalogue.authConfigs(), from, AT_ONCE);
      for (StoredRecord record : some) {
        from = record.key();
        if (!record.deleted() && found.size() <= limit) {
          AuthConfig config = records.authConfig(record.key(), record.json());
          if (toolkit.filter(wanted -> !wanted.equals(config.toolkit())).isEmpty()) {
            found.add(config);
          }
        }
      }
    } while (found.size() <= limit && some.size() == AT_ONCE);
    return Slice.of(found, limit, AuthConfig::id);
  }
}
