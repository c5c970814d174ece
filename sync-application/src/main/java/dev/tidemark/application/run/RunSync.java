package dev.tidemark.application.run;

import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connection.RejectCredentials;
import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.failure.Failure;
import dev.tidemark.domain.failure.FailureCode;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.run.RetryDecision;
import dev.tidemark.domain.run.RetryPolicy;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.CurrentRun;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Does what a claimed sync needs: begins or resumes its run, reads page after page, and ends or
 * suspends it.
 */
public final class RunSync {
  private static final Failure STOPPING =
      new Failure(
          FailureCode.INTERNAL, true, "the server stopped in the middle; the run goes on", "");

  private final RunLedger ledger;
  private final ConnectionRepository connections;
  private final CredentialVault vault;
  private final RejectCredentials rejectCredentials;
  private final Connectors connectors;
  private final Heartbeats heartbeats;
  private final RetryPolicy retries;
  private final InstantSource clock;
  private final Supplier<String> ids;
  private volatile boolean draining;

  /** Run ids come from {@code ids}, which never gives one twice. */
  public RunSync(
      RunLedger ledger,
      ConnectionRepository connections,
      CredentialVault vault,
      RejectCredentials rejectCredentials,
      Connectors connectors,
      Heartbeats heartbeats,
      RetryPolicy retries,
      InstantSource clock,
      Supplier<String> ids) {
    this.ledger = ledger;
    this.connections = connections;
    this.vault = vault;
    this.rejectCredentials = rejectCredentials;
    this.connectors = connectors;
    this.heartbeats = heartbeats;
    this.retries = retries;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * One worker's turn at a run.
   *
   * @param connection as it was before its credentials were read; empty if it could not be read
   */
  private record Turn(
      Lease lease, Sync sync, Optional<Connection> connection, Instant startedAt, boolean full) {
    RunId run() {
      return lease.run();
    }
  }

  /** From now on every run gives its worker back after the page it is at, and none begins. */
  public void drain() {
    draining = true;
  }

  /**
   * Runs the sync if it is to run now; returns when the run is over, waits, or was lost to another
   * worker.
   *
   * @throws StorageException if the store is away and stays away; the run is then resumed once its
   *     lease has ended
   */
  public void run(SyncId id) {
    if (!draining) {
      ledger.begin(id, new RunId(ids.get()), heartbeats.lease()).ifPresent(this::work);
    }
  }

  private void work(Beginning.Begun begun) {
    Sync sync = begun.sync();
    if (!(sync.currentRun() instanceof CurrentRun.Running running)) {
      // A run that is begun runs; this one is not there any more.
      cancel(begun.lease());
      return;
    }
    boolean full = sync.fullPass() != null;
    Optional<Connection> connection = Optional.empty();
    Optional<Credentials> credentials;
    try {
      connection = connections.find(sync.id().connection());
      credentials = vault.find(sync.id().connection());
    } catch (StorageException e) {
      // Another node may be able to: this one may lack the vault's key.
      Turn turn = new Turn(begun.lease(), sync, connection, running.startedAt(), full);
      storeFailed(turn, e, running.attempt(), RunCounts.NONE);
      return;
    }
    if (connection.isEmpty() || credentials.isEmpty()) {
      // Disconnected since the claim: what is left of the run is refused by its lease, if the sync
      // is gone.
      cancel(begun.lease());
      return;
    }
    Turn turn = new Turn(begun.lease(), sync, connection, running.startedAt(), full);
    ReadRequest request =
        new ReadRequest(sync.id(), credentials.get(), full, Optional.ofNullable(sync.checkpoint()));
    heartbeats.during(
        begun.lease(),
        () -> {
          try (ModelReader reader = connectors.open(request)) {
            read(turn, reader, running.attempt());
          }
        });
  }

  private void cancel(Lease lease) {
    ledger.finish(lease, new Outcome.Cancelled(clock.instant()), RunCounts.NONE);
  }

  private void read(Turn turn, ModelReader reader, int firstAttempt) {
    RunCounts counts = RunCounts.NONE;
    int attempt = firstAttempt;
    while (true) {
      Fetched fetched = next(reader);
      // An interrupt was meant for the reader; the store must still take what follows.
      boolean interrupted = Thread.interrupted();
      switch (fetched) {
        case Fetched.Failed failed when draining && interrupted -> {
          giveBack(turn, attempt, counts);
          return;
        }
        case Fetched.Failed failed -> {
          failed(turn, failed.failure(), attempt, counts);
          return;
        }
        case Fetched.Page page -> {
          RunLedger.Step stored;
          try {
            stored = ledger.commit(turn.lease(), page, turn.full(), counts);
          } catch (StorageException e) {
            storeFailed(turn, e, attempt, counts);
            return;
          }
          switch (stored) {
            case RunLedger.Step.LeaseLost lost -> {
              return;
            }
            case RunLedger.Step.Over over -> {
              return;
            }
            case RunLedger.Step.GoOn step -> {
              counts = counts.plus(step.counts());
              attempt = 1;
              if (step.cancelRequested()) {
                ledger.finish(turn.lease(), new Outcome.Cancelled(clock.instant()), counts);
                return;
              }
            }
          }
        }
      }
      if (draining) {
        giveBack(turn, attempt, counts);
        return;
      }
    }
  }

  private static Fetched next(ModelReader reader) {
    try {
      return reader.next();
    } catch (RuntimeException e) {
      // A connector answers trouble as data; what it throws is its defect, and its text may hold
      // anything.
      return new Fetched.Failed(
          new FetchFailure.Broken(
              "the connector failed unexpectedly (" + e.getClass().getSimpleName() + ")"));
    }
  }

  private void giveBack(Turn turn, int attempt, RunCounts counts) {
    // The attempt was not used up: it counts again when it is resumed.
    ledger.suspend(
        turn.lease(),
        new CurrentRun.WaitingRetry(
            turn.run(), turn.startedAt(), clock.instant(), attempt - 1, STOPPING),
        false,
        counts);
  }

  /**
   * The store may be there again by now; if it is not, nobody can be told, and the run goes on once
   * its lease has ended.
   */
  private void storeFailed(Turn turn, StorageException trouble, int attempt, RunCounts counts) {
    Instant now = clock.instant();
    Failure failure =
        new Failure(FailureCode.STORAGE, true, String.valueOf(trouble.getMessage()), "");
    try {
      follow(turn, retries.again(failure, attempt, now), attempt, counts, now);
    } catch (StorageException e) {
      trouble.addSuppressed(e);
      throw trouble;
    }
  }

  private void failed(Turn turn, FetchFailure trouble, int attempt, RunCounts counts) {
    Instant now = clock.instant();
    boolean startedOver = turn.run().equals(turn.sync().fullPass());
    follow(turn, retries.decide(trouble, attempt, startedOver, now), attempt, counts, now);
  }

  private void follow(
      Turn turn, RetryDecision decision, int attempt, RunCounts counts, Instant now) {
    switch (decision) {
      case RetryDecision.RetryAt retry ->
          ledger.suspend(
              turn.lease(),
              new CurrentRun.WaitingRetry(
                  turn.run(), turn.startedAt(), retry.at(), attempt, retry.cause()),
              false,
              counts);
      case RetryDecision.WaitForRateLimit wait ->
          ledger.suspend(
              turn.lease(),
              new CurrentRun.WaitingRateLimit(turn.run(), turn.startedAt(), wait.until(), attempt),
              false,
              counts);
      case RetryDecision.StartOver over ->
          ledger.suspend(
              turn.lease(),
              new CurrentRun.WaitingRetry(turn.run(), turn.startedAt(), now, attempt, over.cause()),
              true,
              counts);
      case RetryDecision.GiveUp over ->
          ledger.finish(turn.lease(), new Outcome.Failed(now, over.failure()), counts);
      case RetryDecision.Halt halt ->
          halted(turn, new Outcome.Failed(now, halt.failure()), attempt, counts);
    }
  }

  private void halted(Turn turn, Outcome.Failed outcome, int attempt, RunCounts counts) {
    if (outcome.failure().code() != FailureCode.AUTH) {
      ledger.finishAndHold(turn.lease(), outcome, counts);
    } else if (turn.connection()
        .filter(used -> rejectCredentials.reject(used, outcome.failure(), outcome.at()))
        .isPresent()) {
      ledger.finish(turn.lease(), outcome, counts);
    } else {
      // Somebody has reconnected since: the next attempt uses the new credentials.
      ledger.suspend(
          turn.lease(),
          new CurrentRun.WaitingRetry(
              turn.run(), turn.startedAt(), outcome.at(), attempt, outcome.failure()),
          false,
          counts);
    }
  }
}
