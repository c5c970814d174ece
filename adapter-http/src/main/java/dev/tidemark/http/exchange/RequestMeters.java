package dev.tidemark.http.exchange;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts and times the requests, in a way that costs a request next to nothing. */
public final class RequestMeters implements Collector {
  private final List<RequestMeter> meters = new CopyOnWriteArrayList<>();

  /** Without any request yet. */
  public RequestMeters() {}

  /**
   * A new meter for one method of one route.
   *
   * @param route the pattern of its path, never a path itself, of which there could be any number
   */
  RequestMeter of(String method, String route) {
    RequestMeter meter = new RequestMeter(method, route);
    meters.add(meter);
    return meter;
  }

  @Override
  public HistogramSnapshot collect() {
    HistogramSnapshot.Builder snapshot =
        HistogramSnapshot.builder()
            .name("http_server_requests_seconds")
            .help("Requests that were answered");
    meters.forEach(meter -> meter.addTo(snapshot));
    return snapshot.build();
  }
}
