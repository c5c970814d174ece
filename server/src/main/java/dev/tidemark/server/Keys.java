package dev.tidemark.server;

import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.Storage;
import dev.tidemark.server.key.SandboxKeys;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The keys that the server accepts from its start. */
record Keys(Optional<Given> integrations, Optional<Given> admin) {
  private static final Set<Scope> INTEGRATIONS =
      Set.of(Scope.INTEGRATIONS_READ, Scope.INTEGRATIONS_MANAGE);
  private static final Set<Scope> ADMIN = Set.of(Scope.ADMIN_READ, Scope.ADMIN_MANAGE);

  /**
   * A key.
   *
   * @param made whether the server made it, so that its owner must be shown it
   */
  record Given(String secret, boolean made) {
    @Override
    public String toString() {
      return made ? "a key made here" : "a configured key";
    }
  }

  /** The configured keys; with the sandbox, those that are missing are made. */
  static Keys of(Configuration configuration) {
    Keys given = new Keys(given(configuration.apiKey()), given(configuration.adminKey()));
    boolean missing = given.integrations.isEmpty() || given.admin.isEmpty();
    return configuration.sandbox().enabled() && missing
        ? given.completed(
            configuration.storage().kind() == Storage.Kind.MEMORY
                ? SandboxKeys.make()
                : SandboxKeys.keptIn(configuration.data()))
        : given;
  }

  private static Optional<Given> given(Optional<String> configured) {
    return configured.map(secret -> new Given(secret, false));
  }

  private Keys completed(SandboxKeys made) {
    return new Keys(
        integrations.or(() -> Optional.of(new Given(made.integrations(), true))),
        admin.or(() -> Optional.of(new Given(made.admin(), true))));
  }

  /** Makes the server accept them. */
  void grant(ApiKeys keys, OrganizationId organization, Instant now) {
    integrations.ifPresent(given ->
        keys.save(
            new ApiKey(
                "key_integrations",
                KeyHash.of(given.secret()),
                organization,
                INTEGRATIONS,
                null,
                now)));
    admin.ifPresent(given ->
        keys.save(
            new ApiKey(
                "key_admin",
                KeyHash.of(given.secret()),
                OrganizationId.PLATFORM,
                ADMIN,
                null,
                now)));
  }
}
