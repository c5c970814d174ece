package dev.tidemark.http.operations;

import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.http.exchange.RequestMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Consumer;

/** What is measured in this process: its requests, its runs, and Java itself. */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmMeters jvm = new JvmMeters(registry);
  private final RunMeters runs = new RunMeters(registry);
  private final RequestMeters requests = new RequestMeters();

  /** Measures Java from now on. */
  public Metrics() {
    registry.getPrometheusRegistry().register(requests);
  }

  /** Counts the requests of a server. */
  public RequestMeters requests() {
    return requests;
  }

  /** Where others add meters of their own. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Counts the runs that it is told of. */
  public Consumer<SyncEvent> runs() {
    return runs;
  }

  /** All meters in the text format of Prometheus. */
  String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    jvm.close();
    registry.close();
  }
}
