package dev.tidemark.domain.record;

import dev.tidemark.domain.hash.Sha256;

/** The SHA-256 of a record's canonical JSON, in hexadecimal: equal exactly when the content is. */
public record ContentHash(String value) {
  /** The hash of canonical JSON text. */
  public static ContentHash of(String json) {
    return new ContentHash(Sha256.hex(json));
  }
}
