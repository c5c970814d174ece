package dev.tidemark.benchmarks;

import dev.tidemark.connectors.expression.Names;
import dev.tidemark.connectors.expression.Template;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to evaluate expressions of connector manifests. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExpressionEvaluation {
  private static final Set<String> NAMES = Set.of("config");

  private final Template lookup = Template.parse("{{ config['api_key'] }}", NAMES);
  private final Template dates =
      Template.parse(
          "{{ format_datetime(now_utc() - duration('P1M'), '%Y-%m-%dT%H:%M:%SZ') }}", NAMES);
  private final Names names =
      Names.of(
          Map.of("config", Map.of("api_key", "sk_test_0123456789")),
          InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")),
          () -> "id");

  /** A field of the configuration. */
  @Benchmark
  public @Nullable Object configField() {
    return lookup.evaluate(names);
  }

  /** The text of a date a month ago. */
  @Benchmark
  public @Nullable Object dateArithmetic() {
    return dates.evaluate(names);
  }
}
