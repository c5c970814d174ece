package dev.tidemark.http.integrations;

import dev.tidemark.application.integrations.ReportSyncStatus;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.sync.SyncStatus;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;

/** A provider's state as the contract writes it. */
final class SyncStatusJson {
  private static final JsonName LAST_SYNCED_AT = JsonName.of("lastSyncedAt");
  private static final JsonName MODEL = JsonName.of("model");
  private static final JsonName SYNCS = JsonName.of("syncs");
  private static final int USUAL_BYTES = 256;
  private static final int USUAL_BYTES_PER_MODEL = 160;

  private SyncStatusJson() {}

  static JsonWriter of(ReportSyncStatus.Outcome.Report report) {
    Provider provider = report.provider();
    JsonWriter json = new JsonWriter(USUAL_BYTES + USUAL_BYTES_PER_MODEL * report.models().size());
    json.beginObject();
    json.name(Names.PROVIDER).value(provider.id().value());
    json.name(Names.NAME).value(provider.name());
    json.name(Names.CATEGORY).value(provider.category());
    json.name(Names.STATUS).value(Names.connected(report.connected()));
    json.name(SYNCS).beginArray();
    for (ReportSyncStatus.ModelStatus model : report.models()) {
      SyncStatus status = model.status();
      json.beginObject();
      json.name(MODEL).value(model.model().value());
      json.name(Names.STATUS).value(status.word().name());
      json.name(LAST_SYNCED_AT).value(status.lastSyncedAt());
      json.name(Names.ERROR_MESSAGE).value(status.errorMessage());
      json.endObject();
    }
    return json.endArray().endObject();
  }
}
