package dev.tidemark.application.composio;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.FollowSchedule;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.AuditAction;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.composio.ConnectorStatistics;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncMode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** Changes how often the catalogue is read, and whether whole or by what changed. */
public final class ChangeConnectorSettings {
  /**
   * The wish; what is empty stays as it is.
   *
   * @param syncIntervalHours 1 to 720
   * @param incremental whether a sync reads only what changed
   */
  public record Command(
      Actor actor, Optional<Integer> syncIntervalHours, Optional<Boolean> incremental) {
    /** Refuses an interval outside 1 to 720 hours. */
    public Command {
      syncIntervalHours.ifPresent(ConnectorStatistics::checkInterval);
    }
  }

  /** What became of the wish. */
  public sealed interface Outcome {
    /** The settings are so now, and the next run is by them. */
    record Changed() implements Outcome {}

    /** The tools can only be read whole; nothing was changed. */
    record NotIncremental() implements Outcome {}

    /** The platform is not connected to the catalogue. */
    record NotConfigured() implements Outcome {}
  }

  private final CatalogueSyncs catalogue;
  private final ProviderCatalogue providers;
  private final Transactions transactions;
  private final SyncRepository syncs;
  private final FollowSchedule schedule;
  private final AuditTrail trail;
  private final InstantSource clock;

  /** On ports of one store. */
  public ChangeConnectorSettings(
      CatalogueSyncs catalogue,
      ProviderCatalogue providers,
      Transactions transactions,
      SyncRepository syncs,
      SyncScheduler scheduler,
      AuditTrail trail,
      InstantSource clock) {
    this.catalogue = catalogue;
    this.providers = providers;
    this.transactions = transactions;
    this.syncs = syncs;
    this.schedule = new FollowSchedule(scheduler);
    this.trail = trail;
    this.clock = clock;
  }

  /** Changes the settings of all syncs of the catalogue. */
  public Outcome change(Command command) {
    return transactions.perform(() -> {
      if (syncs.find(catalogue.tools()).isEmpty()) {
        return new Outcome.NotConfigured();
      }
      boolean possible = model(catalogue.tools().model()).filter(Model::incremental).isPresent();
      if (command.incremental().orElse(false) && !possible) {
        return new Outcome.NotIncremental();
      }
      for (Sync sync : syncs.list(catalogue.connection())) {
        change(sync.id(), command);
      }
      return new Outcome.Changed();
    });
  }

  private void change(SyncId id, Command command) {
    AtomicReference<Sync> before = new AtomicReference<>();
    Optional<Sync> after =
        syncs.update(
            id,
            facts -> {
              before.set(facts);
              return changed(facts, command);
            });
    after.ifPresent(schedule::follow);
    if (id.equals(catalogue.tools())) {
      after.ifPresent(now -> note(command, before.get(), now));
    }
  }

  private Sync changed(Sync sync, Command command) {
    Schedule every =
        command
            .syncIntervalHours()
            .<Schedule>map(hours -> new Schedule.Every(Duration.ofHours(hours)))
            .orElse(sync.schedule());
    SyncMode mode =
        command.incremental().map(wanted -> mode(wanted, sync.id().model())).orElse(sync.mode());
    return sync.rescheduled(every, mode);
  }

  /** A model that can only be read whole stays so. */
  private SyncMode mode(boolean incremental, ModelName name) {
    return model(name)
        .filter(model -> incremental && model.incremental())
        .<SyncMode>map(model -> new SyncMode.Incremental(model.fullPassEvery()))
        .orElse(SyncMode.FULL);
  }

  private Optional<Model> model(ModelName name) {
    return providers
        .find(catalogue.connection().provider())
        .flatMap(provider -> provider.model(name));
  }

  private void note(Command command, Sync before, Sync after) {
    Map<String, String> was = words(before);
    Map<String, String> is = words(after);
    Set<Map.Entry<String, String>> same = new HashSet<>(was.entrySet());
    same.retainAll(is.entrySet());
    was.entrySet().removeAll(same);
    is.entrySet().removeAll(same);
    if (!is.isEmpty()) {
      trail.append(
          new Change(
              clock.instant(),
              command.actor(),
              AuditAction.SETTINGS_CHANGED,
              catalogue.target(),
              was,
              is));
    }
  }

  private static Map<String, String> words(Sync sync) {
    return new TreeMap<>(
        Map.of(
            "sync_interval_hours", Integer.toString(ReportConnectorStatistics.hours(sync)),
            "incremental_sync_enabled",
                Boolean.toString(sync.mode() instanceof SyncMode.Incremental)));
  }
}
