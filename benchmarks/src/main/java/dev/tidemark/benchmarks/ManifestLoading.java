package dev.tidemark.benchmarks;

import dev.tidemark.connectors.manifest.Manifest;
import dev.tidemark.connectors.manifest.ManifestLoader;
import dev.tidemark.domain.provider.ProviderId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to read and check a built-in manifest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ManifestLoading {
  /** The provider. */
  @Param({"stripe", "hubspot", "slack"})
  public String provider = "";

  private String text = "";

  /** Fetches its text. */
  @Setup
  public void fetch() throws IOException {
    String name = "/manifests/" + provider + "/manifest.yaml";
    try (InputStream stream = ManifestLoader.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** From the text to a manifest that is ready to run. */
  @Benchmark
  public Manifest load() {
    return ManifestLoader.load(provider, new ProviderId(provider), text);
  }
}
