package dev.tidemark.connectors.auth;

import dev.tidemark.domain.connection.ConnectionId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Renewed credentials that whoever asked will keep, together with the others. Nothing that was kept
 * before counts: it belongs to other credentials. Used by one thread.
 */
public final class Collected implements RenewedCredentials {
  private final Map<String, String> fields = new LinkedHashMap<>();

  @Override
  public void renewed(
      ConnectionId connection, Map<String, String> before, Map<String, String> after) {
    fields.putAll(after);
  }

  /** What was renewed until now, by key. */
  public Map<String, String> fields() {
    return Map.copyOf(fields);
  }
}
