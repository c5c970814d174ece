package dev.tidemark.benchmarks;

import dev.tidemark.application.connection.RejectCredentials;
import dev.tidemark.application.connector.Connectors;
import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.application.run.Heartbeats;
import dev.tidemark.application.run.RunLedger;
import dev.tidemark.application.run.RunSync;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.run.DeletionGuard;
import dev.tidemark.domain.run.RetryPolicy;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncMode;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How many runs per second the engine itself manages when there is nothing to read. */
final class EmptyRuns {
  private static final int SYNCS = 1000;
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final int ROUNDS = 5;

  private final EnginePorts store;
  private final int threads;
  private final AtomicLong ids = new AtomicLong();
  private final List<SyncId> syncs = new ArrayList<>();
  private final RunSync runSync;

  /**
   * On those ports, which are empty.
   *
   * @param threads how many run at the same time
   */
  EmptyRuns(EnginePorts store, int threads) {
    this.store = store;
    this.threads = threads;
    InstantSource clock = Clock.tickMillis(ZoneOffset.UTC);
    runSync =
        new RunSync(
            new RunLedger(
                store.transactions(),
                store.journal(),
                store.syncs(),
                store.scheduler(),
                store.events(),
                List.of(),
                DeletionGuard.DEFAULT,
                clock),
            store.connections(),
            store.vault(),
            new RejectCredentials(
                store.transactions(), store.connections(), store.syncs(), store.scheduler()),
            new NothingToRead(),
            new Heartbeats(store.journal(), clock, Duration.ofSeconds(15)),
            RetryPolicy.DEFAULT,
            clock,
            () -> Long.toString(ids.incrementAndGet()));
    for (int i = 0; i < SYNCS; i++) {
      add(clock, i);
    }
  }

  private void add(InstantSource clock, int number) {
    ConnectionId connection =
        new ConnectionId(new ProviderId("stripe"), new OrganizationId("org_" + number));
    SyncId sync = new SyncId(connection, new ModelName("StripeCustomer"));
    store
        .connections()
        .save(new Connection(connection, new ConnectionState.Connected(), clock.instant()));
    store.vault().store(connection, new Credentials(Map.of("apiKey", "secret")));
    store
        .syncs()
        .add(
            Sync.create(
                sync,
                new Schedule.Every(Duration.ofHours(1)),
                SyncMode.INCREMENTAL,
                new RunId("first-" + number),
                clock.instant()));
    syncs.add(sync);
  }

  /** The runs per second of each round, the first of which warms up and is left out. */
  List<Double> measure() throws InterruptedException {
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      double rate = round();
      if (round > 0) {
        rates.add(rate);
      }
    }
    return rates;
  }

  /** The runs per second of one round. */
  double round() throws InterruptedException {
    AtomicLong runs = new AtomicLong();
    List<Thread> running = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      int offset = i;
      running.add(
          Thread.ofPlatform()
              .start(() -> {
                long count = 0;
                int next = offset;
                while (System.nanoTime() - start < ROUND.toNanos()) {
                  runSync.run(syncs.get(next));
                  next = (next + threads) % SYNCS;
                  count++;
                }
                runs.addAndGet(count);
              }));
    }
    for (Thread thread : running) {
      thread.join();
    }
    return runs.get() * 1e9 / (System.nanoTime() - start);
  }

  /** A provider without news. */
  private static final class NothingToRead implements Connectors {
    private static final Fetched PAGE =
        new Fetched.Page(List.of(), List.of(), new Checkpoint("c"), true);

    @Override
    public CredentialCheck check(ConnectionId connection, Credentials credentials) {
      return new CredentialCheck.Accepted();
    }

    @Override
    public ModelReader open(ReadRequest request) {
      return () -> PAGE;
    }
  }
}
