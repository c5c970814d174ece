package dev.tidemark.domain.connection;

import dev.tidemark.domain.provider.ProviderId;

/**
 * Names the one connection that an organization has to a provider; written {@code stripe-org_demo}.
 */
public record ConnectionId(ProviderId provider, OrganizationId organization) {
  @Override
  public String toString() {
    return provider + "-" + organization;
  }
}
