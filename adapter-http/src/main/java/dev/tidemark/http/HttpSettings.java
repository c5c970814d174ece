package dev.tidemark.http;

import dev.tidemark.http.exchange.RateLimit;
import java.time.Duration;
import java.util.Optional;

/**
 * How the HTTP server listens.
 *
 * @param host the address or name to listen on
 * @param port 0 to 65535; with 0 the system picks a free one
 * @param maxBodyBytes the largest body that is read, 1 to 16 MiB
 * @param rateLimit of each key; none if keys may make as many requests as they like
 * @param shutdownGrace how long requests that are under way may take to end when the server stops
 */
public record HttpSettings(
    String host,
    int port,
    int maxBodyBytes,
    Optional<RateLimit> rateLimit,
    Duration shutdownGrace) {
  private static final int USUAL_MAX_BODY_BYTES = 64 * 1024;
  private static final int LARGEST_MAX_BODY_BYTES = 16 * 1024 * 1024;
  private static final Duration USUAL_SHUTDOWN_GRACE = Duration.ofSeconds(10);

  /** Refuses values out of range. */
  public HttpSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the host to listen on must not be blank");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("the port is 0 to 65535, but was " + port);
    }
    if (maxBodyBytes < 1 || maxBodyBytes > LARGEST_MAX_BODY_BYTES) {
      throw new IllegalArgumentException(
          "the largest body is 1 to " + LARGEST_MAX_BODY_BYTES + " bytes, but was " + maxBodyBytes);
    }
    if (shutdownGrace.isNegative()) {
      throw new IllegalArgumentException(
          "the time to stop in must not be negative, but was " + shutdownGrace);
    }
  }

  /** With the usual limit on the rate of requests. */
  public HttpSettings(String host, int port, int maxBodyBytes, Duration shutdownGrace) {
    this(host, port, maxBodyBytes, Optional.of(RateLimit.USUAL), shutdownGrace);
  }

  /**
   * On that host and port, with the usual limit on the rate of requests, bodies of up to 64 KiB and
   * 10 seconds to stop.
   */
  public static HttpSettings on(String host, int port) {
    return new HttpSettings(host, port, USUAL_MAX_BODY_BYTES, USUAL_SHUTDOWN_GRACE);
  }
}
