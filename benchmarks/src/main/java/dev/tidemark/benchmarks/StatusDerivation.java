package dev.tidemark.benchmarks;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.ConnectionState;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.Outcome;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.domain.sync.SyncMode;
import dev.tidemark.domain.sync.SyncStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** How long it takes to derive the status of six models from their facts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StatusDerivation {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final List<Sync> syncs = new ArrayList<>();

  /** Six syncs that have succeeded once. */
  public StatusDerivation() {
    ConnectionId connection =
        new ConnectionId(new ProviderId("stripe"), new OrganizationId("org_demo"));
    for (int i = 0; i < 6; i++) {
      Sync sync =
          Sync.create(
              new SyncId(connection, new ModelName("Model" + i)),
              new Schedule.Every(Duration.ofHours(1)),
              SyncMode.INCREMENTAL,
              new RunId("first"),
              NOON);
      if (sync.begin(new RunId("run"), NOON, NOON.plusSeconds(15)) instanceof Beginning.Begun run) {
        syncs.add(run.sync().finished(new Outcome.Succeeded(NOON.plusSeconds(1))));
      }
    }
  }

  /** All six. */
  @Benchmark
  public void sixModels(Blackhole blackhole) {
    Instant now = NOON.plusSeconds(600);
    for (Sync sync : syncs) {
      blackhole.consume(SyncStatus.of(sync, new ConnectionState.Connected(), now));
    }
  }
}
