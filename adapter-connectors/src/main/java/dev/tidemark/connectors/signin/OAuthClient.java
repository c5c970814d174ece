package dev.tidemark.connectors.signin;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.connectors.manifest.OAuthFlow;
import java.util.Map;

/**
 * What a provider knows this installation by. Its text never shows the secret.
 *
 * @param id not blank
 * @param secret not blank
 */
public record OAuthClient(String id, String secret) {
  /** Refuses blank values. */
  public OAuthClient {
    if (id.isBlank() || secret.isBlank()) {
      throw new IllegalArgumentException("an OAuth client needs an id and a secret");
    }
  }

  /**
   * The credentials of a connection together with the client, unless they name one of their own. It
   * is not kept with them, so that a new secret takes no new sign-in.
   */
  public Credentials in(Credentials given, OAuthFlow.Settings settings) {
    boolean own = has(given, settings.clientId()) || has(given, settings.clientSecret());
    return own
        ? given
        : given.with(Map.of(settings.clientId(), id, settings.clientSecret(), secret));
  }

  private static boolean has(Credentials given, String key) {
    return !given.fields().getOrDefault(key, "").isBlank();
  }

  @Override
  public String toString() {
    return "OAuthClient[" + id + "]";
  }
}
