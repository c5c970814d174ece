package dev.tidemark.domain.record;

import dev.tidemark.domain.hash.Sha256;

/** The SHA-256 of a record's canonical JSON, in hexadecimal: equal exactly when the content is. */
public record ContentHash(String value) {
  /** Refuses text that is no such hash. */
  public ContentHash {
    if (!Sha256.isHex(value)) {
      throw new IllegalArgumentException(
          "a content hash has 64 lower-case hexadecimal digits, but was '" + value + "'");
    }
  }

  /** The hash of canonical JSON text. */
  public static ContentHash of(String json) {
    return new ContentHash(Sha256.hex(json));
  }
}
