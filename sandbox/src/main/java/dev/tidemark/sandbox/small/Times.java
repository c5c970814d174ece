package dev.tidemark.sandbox.small;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments in the forms that providers write. */
public final class Times {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter NANOS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** As in {@code 2026-03-01T12:00:00Z}. */
  public static String seconds(Instant at) {
    return SECONDS.format(at);
  }

  /** As in {@code 2026-03-01T12:00:00.000Z}. */
  public static String millis(Instant at) {
    return MILLIS.format(at);
  }

  /** As in {@code 2026-03-01T12:00:00.000000Z}. */
  public static String micros(Instant at) {
    return MICROS.format(at);
  }

  /** As in {@code 2026-03-01T12:00:00.000000000Z}. */
  public static String nanos(Instant at) {
    return NANOS.format(at);
  }
}
