package dev.tidemark.server;

import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Makes API keys. */
final class Keys {
  private static final Set<Scope> INTEGRATIONS =
      Set.of(Scope.INTEGRATIONS_READ, Scope.INTEGRATIONS_MANAGE);
  private static final Set<Scope> ADMIN = Set.of(Scope.ADMIN_READ, Scope.ADMIN_MANAGE);
  private static final int RANDOM_BYTES = 32;

  private Keys() {}

  /** A new secret of 256 random bits, such as {@code ok_4jK...}. */
  static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return "ok_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The key for an organization's integrations. */
  static ApiKey forIntegrations(String secret, OrganizationId organization, Instant now) {
    return new ApiKey(
        "key_integrations", KeyHash.of(secret), organization, INTEGRATIONS, null, now);
  }

  /** The key for the platform's administration. */
  static ApiKey forAdministration(String secret, Instant now) {
    return new ApiKey("key_admin", KeyHash.of(secret), OrganizationId.PLATFORM, ADMIN, null, now);
  }
}
