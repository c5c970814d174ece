package dev.tidemark.application.sync;

import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.Schedule;
import java.util.Map;

/**
 * The schedules that new syncs get: that of the model, else that of its provider, else the general
 * one.
 *
 * @param byModel of models of a provider
 */
public record SyncDefaults(
    Schedule general, Map<ProviderId, Schedule> byProvider, Map<ProviderModel, Schedule> byModel) {
  /** A model of a provider. */
  public record ProviderModel(ProviderId provider, ModelName model) {}

  /** Copies the maps. */
  public SyncDefaults {
    byProvider = Map.copyOf(byProvider);
    byModel = Map.copyOf(byModel);
  }

  /** The same schedule for every sync. */
  public static SyncDefaults of(Schedule general) {
    return new SyncDefaults(general, Map.of(), Map.of());
  }

  /** The schedule of a new sync. */
  public Schedule schedule(ProviderId provider, ModelName model) {
    Schedule ofProvider = byProvider.getOrDefault(provider, general);
    return byModel.getOrDefault(new ProviderModel(provider, model), ofProvider);
  }
}
