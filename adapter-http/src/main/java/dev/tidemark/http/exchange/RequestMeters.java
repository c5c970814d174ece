package dev.tidemark.http.exchange;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts and times the requests, in a way that costs a request next to nothing. */
public final class RequestMeters implements Collector {
  private record Labels(String method, String route) {}

  private final Map<Labels, RequestMeter> meters = new ConcurrentHashMap<>();

  /** Without any request yet. */
  public RequestMeters() {}

  /**
   * The meter of one method of one route.
   *
   * @param route the pattern of its path, never a path itself, of which there could be any number
   */
  RequestMeter of(String method, String route) {
    return meters.computeIfAbsent(
        new Labels(method, route), unused -> new RequestMeter(method, route));
  }

  @Override
  public HistogramSnapshot collect() {
    HistogramSnapshot.Builder snapshot =
        HistogramSnapshot.builder()
            .name("http_server_requests_seconds")
            .help("Requests that were answered");
    meters.values().forEach(meter -> meter.addTo(snapshot));
    return snapshot.build();
  }
}
