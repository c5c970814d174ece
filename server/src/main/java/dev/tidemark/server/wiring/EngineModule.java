package dev.tidemark.server.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tidemark.application.composio.TrackTools;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connection.RejectCredentials;
import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.run.Heartbeats;
import dev.tidemark.application.run.Housekeeping;
import dev.tidemark.application.run.RecoverLostRuns;
import dev.tidemark.application.run.RunJournal;
import dev.tidemark.application.run.RunLedger;
import dev.tidemark.application.run.RunSync;
import dev.tidemark.application.run.SyncEvents;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.application.sync.SyncRepository;
import dev.tidemark.application.sync.SyncScheduler;
import dev.tidemark.domain.run.RetryPolicy;
import dev.tidemark.server.config.Configuration;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The sync engine. */
@Module
final class EngineModule {
  /** Long enough for a pause of the JVM, short enough for an honest status after a crash. */
  private static final Duration LEASE = Duration.ofSeconds(15);

  private static final System.Logger LOG = System.getLogger(EngineModule.class.getPackageName());

  private EngineModule() {}

  @Provides
  @Singleton
  static Heartbeats heartbeats(RunJournal journal, InstantSource clock) {
    return new Heartbeats(journal, clock, LEASE);
  }

  @Provides
  @Singleton
  static Housekeeping housekeeping(
      Heartbeats heartbeats, SyncRepository syncs, SyncScheduler scheduler, InstantSource clock) {
    return new Housekeeping(
        heartbeats, new RecoverLostRuns(syncs, scheduler, clock), EngineModule::housekeepingFailed);
  }

  /** A store that is away is no defect, and says why in its own words. */
  private static void housekeepingFailed(RuntimeException trouble) {
    if (trouble instanceof StorageException) {
      LOG.log(Level.WARNING, "a round of housekeeping came to nothing: {0}", trouble.getMessage());
    } else {
      LOG.log(Level.ERROR, "a round of housekeeping failed", trouble);
    }
  }

  @Provides
  static RunLedger runLedger(
      Transactions transactions,
      RunJournal journal,
      SyncRepository syncs,
      SyncScheduler scheduler,
      SyncEvents events,
      TrackTools trackTools,
      Configuration configuration,
      InstantSource clock) {
    return new RunLedger(
        transactions,
        journal,
        syncs,
        scheduler,
        events,
        List.of(trackTools),
        configuration.deletionGuard(),
        clock);
  }

  @Provides
  static RejectCredentials rejectCredentials(
      Transactions transactions,
      ConnectionRepository connections,
      SyncRepository syncs,
      SyncScheduler scheduler) {
    return new RejectCredentials(transactions, connections, syncs, scheduler);
  }

  @Provides
  @Singleton
  static RunSync runSync(
      RunLedger ledger,
      ConnectionRepository connections,
      CredentialVault vault,
      RejectCredentials rejectCredentials,
      Connectors connectors,
      Heartbeats heartbeats,
      InstantSource clock,
      Supplier<String> ids) {
    return new RunSync(
        ledger,
        connections,
        vault,
        rejectCredentials,
        connectors,
        heartbeats,
        RetryPolicy.DEFAULT,
        clock,
        ids);
  }
}
