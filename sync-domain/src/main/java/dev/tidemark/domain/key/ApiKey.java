package dev.tidemark.domain.key;

import dev.tidemark.domain.connection.OrganizationId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that was handed out. The key itself is not kept, only its hash.
 *
 * @param id names the key in lists and logs; no secret
 * @param createdBy the user who made it, if one did
 */
public record ApiKey(
    String id,
    KeyHash hash,
    OrganizationId organization,
    Set<Scope> scopes,
    @Nullable String createdBy,
    Instant createdAt) {
  /** Refuses a key that allows nothing; copies the scopes. */
  public ApiKey {
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("key " + id + " must have at least one scope");
    }
    scopes = Set.copyOf(scopes);
  }

  /** Whether the key allows that. */
  public boolean allows(Scope scope) {
    return scopes.contains(scope);
  }
}
