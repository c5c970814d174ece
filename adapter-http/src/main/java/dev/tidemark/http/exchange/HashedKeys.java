package dev.tidemark.http.exchange;

import dev.tidemark.domain.key.KeyHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Hashes keys, and remembers of each connection the key it showed last: a client shows the same one
 * with every request, and to hash it is the dearest part of an answer. Only the hash is remembered,
 * never what it allows. Helidon gives every connection a thread of its own, so that a key is
 * forgotten with its connection.
 */
final class HashedKeys {
  private static final ThreadLocal<@Nullable Hashed> LAST = new ThreadLocal<>();

  private static final class Hashed {
    final byte[] secret;
    final KeyHash hash;

    Hashed(byte[] secret, KeyHash hash) {
      this.secret = secret;
      this.hash = hash;
    }
  }

  private HashedKeys() {}

  /** The hash of the key. */
  static KeyHash hash(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    Hashed last = LAST.get();
    // In a time that does not depend on where the two differ: a proxy may mix clients.
    if (last != null && MessageDigest.isEqual(last.secret, bytes)) {
      return last.hash;
    }
    KeyHash hash = KeyHash.of(secret);
    LAST.set(new Hashed(bytes, hash));
    return hash;
  }
}
