package dev.tidemark.http.exchange;

import java.nio.charset.StandardCharsets;

/** A field's name as it stands in JSON, encoded once. */
public final class JsonName {
  private final byte[] bytes;

  private JsonName(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The name.
   *
   * @throws IllegalArgumentException if it is more than letters, digits, underscores and hyphens
   */
  public static JsonName of(String name) {
    if (!name.matches("[\\w-]+")) {
      throw new IllegalArgumentException(
          "a field's name is letters, digits, underscores and hyphens, but was '" + name + "'");
    }
    return new JsonName(('"' + name + "\":").getBytes(StandardCharsets.US_ASCII));
  }

  /** {@code "name":}, not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
