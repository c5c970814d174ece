package dev.tidemark.domain.audit;

import dev.tidemark.domain.connection.OrganizationId;

/**
 * Who makes a change.
 *
 * @param keyId the id of the API key that allows it; no secret
 * @param organization that the key belongs to
 */
public record Actor(String keyId, OrganizationId organization) {}
