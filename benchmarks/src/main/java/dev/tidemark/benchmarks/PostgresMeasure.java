package dev.tidemark.benchmarks;

import dev.tidemark.benchmarks.kill.KillRuns;
import dev.tidemark.postgres.DatabaseAddress;
import dev.tidemark.postgres.PostgresStore;
import dev.tidemark.postgres.StoreOptions;
import dev.tidemark.postgres.embedded.Address;
import dev.tidemark.postgres.embedded.EmbeddedPostgres;
import dev.tidemark.postgres.retention.RetentionPolicy;
import dev.tidemark.postgres.schedule.ClaimLimits;
import dev.tidemark.postgres.vault.Vault;
import dev.tidemark.postgres.vault.VaultKeys;
import dev.tidemark.server.wiring.ThisMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Takes the measurements on PostgreSQL, a server of its own in a temporary folder, and prints them
 * as a table.
 */
public final class PostgresMeasure {
  private static final int CLIENTS = 16;

  /** As long as a round of empty runs: what else the machine does meets both of a pair. */
  private static final int SECONDS = 2;

  private static final int PAIRS = 15;

  /** Beside a database on the same two cores, Java takes a minute until all is compiled. */
  private static final int WARM_UP = 4;

  private static final InstantSource CLOCK = Clock.tickMillis(ZoneOffset.UTC);

  private PostgresMeasure() {}

  /**
   * Measures.
   *
   * @param args how many connections with ten syncs each the large database has, 10 000 if it is
   *     not said; then what to measure, {@code start}, {@code status}, {@code runs}, {@code
   *     records}, {@code scale} or {@code kill}, all of them if it is not said
   */
  public static void main(String[] args) throws Exception {
    int connections = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    List<String> wanted =
        args.length > 1
            ? List.of(args).subList(1, args.length)
            : List.of("start", "status", "runs", "records", "scale", "kill");
    Path folder = Files.createTempDirectory("tidemark-benchmark");
    Table.head();
    if (wanted.contains("start")) {
      starts(folder.resolve("start"));
    }
    if (wanted.contains("status")) {
      statusRead(folder.resolve("server"));
    }
    try (EmbeddedPostgres server =
        EmbeddedPostgres.start(folder.resolve("store"), ThisMachine.embeddedPostgres())) {
      Address address = server.address();
      if (wanted.contains("runs")) {
        Address runs = Databases.create(address, "runs");
        try (PostgresStore store = open(runs)) {
          runs(store, runs);
        }
      }
      if (wanted.contains("records")) {
        Address records = Databases.create(address, "records");
        try (PostgresStore store = open(records)) {
          records(store, records);
        }
      }
      if (wanted.contains("scale")) {
        scale(address, 10);
        scale(address, connections);
      }
    }
    if (wanted.contains("kill")) {
      KillRuns.main(new String[] {"--kills", "10"});
    }
  }

  private static void starts(Path data) throws Exception {
    Table.row(
        "launcher to first 200 on an existing embedded database, in seconds",
        "%.2f",
        new Starts(Path.of("").toAbsolutePath(), "--data", data.toString()).measure());
  }

  private static PostgresStore open(Address address) {
    VaultKeys keys = VaultKeys.create();
    return PostgresStore.open(
        DatabaseAddress.of(address),
        new StoreOptions(
            UUID.randomUUID().toString(), CLIENTS, ClaimLimits.DEFAULT, RetentionPolicy.DEFAULT),
        database -> Vault.open(database, keys),
        CLOCK);
  }

  private static void statusRead(Path data) throws Exception {
    List<StatusRead.Pair> pairs = new StatusRead().measureOnPostgres(data);
    Table.row(
        "status read on PostgreSQL, answers per second",
        "%,.0f",
        pairs.stream().map(StatusRead.Pair::tidemark).toList());
    Table.row(
        "the same / in memory, pair by pair",
        "%.3f",
        pairs.stream().map(StatusRead.Pair::ratio).toList());
  }

  private static void runs(PostgresStore store, Address address) throws Exception {
    Pgbench pgbench = new Pgbench(address);
    pgbench.prepare();
    EmptyRuns runs = new EmptyRuns(EnginePorts.of(store), CLIENTS);
    List<Double> perSecond = new ArrayList<>();
    List<Double> transactions = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < WARM_UP; i++) {
      runs.measure();
    }
    for (int pair = 0; pair < PAIRS; pair++) {
      double bench = pgbench.measure(CLIENTS, SECONDS);
      double own = runs.round();
      perSecond.add(own);
      transactions.add(bench);
      ratios.add(own / bench);
    }
    Table.row("empty runs on PostgreSQL, per second", "%,.0f", perSecond);
    Table.row("pgbench -N on the same server, transactions per second", "%,.0f", transactions);
    Table.row("empty runs / pgbench -N, pair by pair", "%.3f", ratios);
  }

  private static void records(PostgresStore store, Address address) throws Exception {
    List<RecordsStored.Pair> pairs = new RecordsStored(EnginePorts.of(store), address).measure();
    Table.row(
        "records stored, per second",
        "%,.0f",
        pairs.stream().map(RecordsStored.Pair::tidemark).toList());
    Table.row(
        "raw COPY of the same rows, per second",
        "%,.0f",
        pairs.stream().map(RecordsStored.Pair::copy).toList());
    Table.row(
        "records stored / raw COPY, pair by pair",
        "%.3f",
        pairs.stream().map(RecordsStored.Pair::ratio).toList());
  }

  /** Each size has a database of its own, so that the small one is not in the large one. */
  private static void scale(Address server, int connections) throws Exception {
    Address address = Databases.create(server, "scale_" + connections);
    try (PostgresStore store = open(address)) {
      Scale scale = new Scale(address, connections);
      scale.load();
      String with = " with %,d syncs".formatted(scale.syncs());
      double idleHeap = Scale.heap();
      latencies("status of an organization read" + with + ", ms", scale.statusReads(store));
      if (connections > 1000) {
        latencies(
            "due to start" + with + " due within an hour, ms",
            scale.starts(store, CLOCK, Duration.ofSeconds(30)));
        Table.row(
            "heap of a node" + with + ", MB above before",
            "%.1f",
            List.of(Scale.heap() - idleHeap));
        Table.row(
            "transactions per second of an idle node" + with,
            "%.2f",
            List.of(scale.idle(store, Duration.ofSeconds(30))));
      }
    }
  }

  private static void latencies(String what, Latencies latencies) {
    Table.row(what + ", median", "%.2f", List.of(latencies.millis(0.5)));
    Table.row(what + ", p99", "%.2f", List.of(latencies.millis(0.99)));
  }
}
