package dev.tidemark.connectors.http;

import java.time.Duration;

/**
 * What one exchange may cost.
 *
 * @param connectTimeout until the connection stands, above zero
 * @param exchangeTimeout from sending the request to the last byte of the answer, above zero
 * @param largestBody in bytes, as received and again after decompression, above zero
 */
public record HttpLimits(Duration connectTimeout, Duration exchangeTimeout, int largestBody) {
  /** 10 seconds to connect, 60 seconds in all, 32 MB. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), 32 * 1024 * 1024);

  /** Refuses what is not above zero. */
  public HttpLimits {
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("exchangeTimeout", exchangeTimeout);
    if (largestBody <= 0) {
      throw new IllegalArgumentException("largestBody must be above 0, but was " + largestBody);
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " must be above 0, but was " + value);
    }
  }
}
