package dev.tidemark.server.key;

import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Texts that nobody guesses. */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 8;

  private Secrets() {}

  /** 256 random bits, as 43 letters, digits, hyphens and underscores. */
  public static String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
  }

  /** A new API key. */
  public static String apiKey() {
    return "ok_" + text();
  }

  /** What is kept of a key, under a fresh name that is no secret. */
  public static ApiKey named(
      String apiKey,
      OrganizationId organization,
      Set<Scope> scopes,
      @Nullable String createdBy,
      Instant now) {
    String id = "key_" + HexFormat.of().formatHex(random(ID_BYTES));
    return new ApiKey(id, KeyHash.of(apiKey), organization, scopes, createdBy, now);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
