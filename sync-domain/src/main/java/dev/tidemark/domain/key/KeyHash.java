package dev.tidemark.domain.key;

import dev.tidemark.domain.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The SHA-256 of an API key, in hexadecimal: all that is kept of it. */
public record KeyHash(String value) {
  /** The hash of a key as its owner has it. */
  public static KeyHash of(String secret) {
    return new KeyHash(Sha256.hex(secret));
  }

  /** Whether the two are equal, in a time that does not depend on where they differ. */
  public boolean matches(KeyHash other) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.US_ASCII), other.value.getBytes(StandardCharsets.US_ASCII));
  }
}
