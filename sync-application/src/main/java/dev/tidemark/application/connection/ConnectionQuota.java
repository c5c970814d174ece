package dev.tidemark.application.connection;

import dev.tidemark.domain.connection.OrganizationId;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How many connections organizations may have.
 *
 * @param plan what the limit is called outside
 * @param general for everybody; empty for no limit
 * @param byOrganization from 0, for some organizations instead
 */
public record ConnectionQuota(
    String plan, OptionalInt general, Map<OrganizationId, Integer> byOrganization) {
  /** No limits. */
  public static final ConnectionQuota NONE =
      new ConnectionQuota("unlimited", OptionalInt.empty(), Map.of());

  /** Refuses limits below 0; copies the map. */
  public ConnectionQuota {
    byOrganization = Map.copyOf(byOrganization);
    if (general.orElse(0) < 0 || byOrganization.values().stream().anyMatch(most -> most < 0)) {
      throw new IllegalArgumentException("a limit of connections is 0 or more");
    }
  }

  /** The most connections that an organization may have; empty for no limit. */
  public OptionalInt limit(OrganizationId organization) {
    Integer own = byOrganization.get(organization);
    return own == null ? general : OptionalInt.of(own);
  }
}
