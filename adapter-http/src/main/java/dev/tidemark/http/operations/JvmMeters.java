package dev.tidemark.http.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;

/** Measures the Java process: memory, garbage, threads, processors, files and uptime. */
final class JvmMeters implements AutoCloseable {
  private final JvmGcMetrics garbage = new JvmGcMetrics();

  /** In that registry. */
  JvmMeters(MeterRegistry registry) {
    List<MeterBinder> binders =
        List.of(
            garbage,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics());
    binders.forEach(binder -> binder.bindTo(registry));
  }

  /** Stops listening to the garbage collector. */
  @Override
  public void close() {
    garbage.close();
  }
}
