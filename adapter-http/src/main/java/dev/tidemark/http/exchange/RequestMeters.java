package dev.tidemark.http.exchange;

import io.micrometer.core.instrument.MeterRegistry;

/** Counts and times the requests. */
public final class RequestMeters {
  private final MeterRegistry registry;

  /** In that registry. */
  public RequestMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * The meter of one method of one route.
   *
   * @param route the pattern of its path, never a path itself, of which there could be any number
   */
  RequestMeter of(String method, String route) {
    return new RequestMeter(registry, method, route);
  }
}
