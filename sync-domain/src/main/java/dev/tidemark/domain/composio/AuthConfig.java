package dev.tidemark.domain.composio;

import org.jspecify.annotations.Nullable;

/**
 * How the accounts of one toolkit are signed in, without any credential. Words and times are the
 * catalogue's own.
 *
 * @param type {@code default} or {@code custom}
 * @param scheme such as {@code OAUTH2} or {@code API_KEY}; null if the catalogue does not say
 * @param managed whether the catalogue's vendor brings the credentials
 * @param status {@code ENABLED} or {@code DISABLED}
 * @param connections how many accounts are connected with it
 * @param createdAt null if the catalogue does not say
 * @param updatedAt null if the catalogue does not say
 */
public record AuthConfig(
    String id,
    String name,
    ToolkitSlug toolkit,
    String type,
    @Nullable String scheme,
    boolean managed,
    String status,
    long connections,
    @Nullable String createdAt,
    @Nullable String updatedAt) {}
