package dev.tidemark.benchmarks;

import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.postgres.PostgresStore;
import dev.tidemark.postgres.embedded.Address;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A database with very many syncs, and one node on it. */
final class Scale {
  /** Models of each connection. */
  private static final int MODELS = 10;

  /** Connections of each organization. */
  private static final int PROVIDERS = 10;

  private static final int READS = 2000;

  private final Address address;
  private final int connections;

  /** With so many connections, ten to an organization and each with ten models. */
  Scale(Address address, int connections) {
    this.address = address;
    this.connections = connections;
  }

  int syncs() {
    return connections * MODELS;
  }

  /** Loads all of them, due evenly within the next hour. */
  void load() throws SQLException {
    execute(
        """
        insert into connections (organization, provider, state, connected_at)
        select 'scale_' || o, 'provider-' || p, 'connected', now()
        from generate_series(1, %d) o, generate_series(1, %d) p
        """
            .formatted(connections / PROVIDERS, PROVIDERS),
        """
        insert into datasets (organization, provider, model)
        select organization, provider, 'Model' || m
        from connections, generate_series(1, %d) m
        where organization like 'scale%%'
        """
            .formatted(MODELS),
        """
        insert into syncs (dataset, organization, provider, model, schedule, every_seconds, mode,
          outcome, outcome_at, last_succeeded_at, scheduled_from, token, failures, epoch)
        select id, organization, provider, model, 'every', 3600, 'incremental',
          'succeeded', date_trunc('hour', now()), date_trunc('hour', now()), now(), 1, 0, 1
        from datasets where organization like 'scale%'
        """,
        """
        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
        select 'sync', organization || '/' || provider || '/' || model,
          now() + random() * interval '1 hour', false, 1
        from datasets where organization like 'scale%'
        """,
        "vacuum analyze");
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = Databases.connect(address);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** How long it takes to read the status of all providers of an organization, never a kept one. */
  Latencies statusReads(PostgresStore store) {
    SplittableRandom random = new SplittableRandom(1);
    long[] nanos = new long[READS];
    for (int i = -READS / 4; i < READS; i++) {
      OrganizationId organization =
          new OrganizationId("scale_" + (1 + random.nextInt(connections / PROVIDERS)));
      long start = System.nanoTime();
      int found =
          store
              .transactions()
              .<Integer>perform(() -> store.connections().overviews(organization).size());
      if (found != PROVIDERS) {
        throw new IllegalStateException(organization + " has " + found + " connections");
      }
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    return Latencies.of(List.of(nanos));
  }

  /**
   * How late syncs are started that fall due while the node runs. What was due before it started
   * could not be on time.
   */
  Latencies starts(PostgresStore store, InstantSource clock, Duration time) throws Exception {
    ConcurrentLinkedQueue<Long> late = new ConcurrentLinkedQueue<>();
    Instant from = clock.instant();
    store
        .scheduler()
        .start(sync -> {
          Instant now = clock.instant();
          Instant due = store.scheduler().due(sync).orElseThrow();
          store.scheduler().schedule(sync, due.plus(Duration.ofHours(1)));
          if (!due.isBefore(from)) {
            late.add(Duration.between(due, now).toNanos());
          }
        });
    pass(time);
    store.scheduler().stop(Duration.ofSeconds(5));
    return Latencies.of(List.of(late.stream().mapToLong(Long::longValue).toArray()));
  }

  /** Transactions per second of a node while nothing is due. */
  double idle(PostgresStore store, Duration time) throws Exception {
    execute("update scheduled_tasks set execution_time = execution_time + interval '1 day'");
    store.scheduler().start(sync -> {});
    pass(Duration.ofSeconds(5));
    long before = transactions();
    pass(time);
    long after = transactions();
    store.scheduler().stop(Duration.ofSeconds(5));
    // The look at the counter is a transaction too.
    return (after - before - 1) / (double) time.toSeconds();
  }

  private static void pass(Duration time) throws InterruptedException {
    var unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private long transactions() throws SQLException {
    try (Connection connection = Databases.connect(address);
        Statement statement = connection.createStatement()) {
      String counter =
          """
          select xact_commit + xact_rollback from pg_stat_database
          where datname = current_database()
          """;
      try (ResultSet row = statement.executeQuery(counter)) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** What the heap holds after a collection, in MB. */
  static double heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }
}
