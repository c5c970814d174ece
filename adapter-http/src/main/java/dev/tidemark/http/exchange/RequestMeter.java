package dev.tidemark.http.exchange;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Counts and times the requests of one method of one route, by status. */
final class RequestMeter {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofMillis(2500)
  };

  private final MeterRegistry registry;
  private final String method;
  private final String route;

  /** One timer per status, so that nothing is looked up by tags while a request waits. */
  private final AtomicReferenceArray<@Nullable Timer> byStatus = new AtomicReferenceArray<>(600);

  RequestMeter(MeterRegistry registry, String method, String route) {
    this.registry = registry;
    this.method = method;
    this.route = route;
  }

  /** A request was answered with that status after so many nanoseconds. */
  void record(int status, long nanos) {
    Timer timer = byStatus.get(status);
    if (timer == null) {
      timer = register(status);
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Registering twice gives the same timer. */
  private Timer register(int status) {
    Timer timer =
        Timer.builder("http.server.requests")
            .description("Requests that were answered")
            .tag("method", method)
            .tag("route", route)
            .tag("status", String.valueOf(status))
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    byStatus.set(status, timer);
    return timer;
  }
}
