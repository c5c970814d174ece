package dev.tidemark.sandbox.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Random;

/**
 * Texts that nobody meets by accident, in letters, digits, {@code -} and {@code _}. Who knows when
 * the sandbox was started could find them: it guards nothing.
 */
final class Secrets {
  private static final int BYTES = 32;

  private final Random random;

  /** Another seed makes other texts. */
  Secrets(long seed) {
    this.random = new Random(seed);
  }

  /** A new one behind a prefix. */
  String make(String prefix) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return prefix + base64(bytes);
  }

  static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether a PKCE challenge was made from this verifier, by S256. */
  static boolean isMadeFrom(String challenge, String verifier) {
    byte[] ascii = verifier.getBytes(StandardCharsets.US_ASCII);
    return base64(sha256(ascii)).equals(challenge);
  }
}
