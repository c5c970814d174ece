package dev.tidemark.domain.provider;

/**
 * One value that a user hands over to connect a provider.
 *
 * @param key the name of the field in a connect request
 * @param label what a person reads
 * @param secret whether the value must never be shown again
 * @param required whether there is no connecting without it
 */
public record CredentialField(String key, String label, boolean secret, boolean required) {
  /** Refuses a blank key or label. */
  public CredentialField {
    if (key.isBlank() || label.isBlank()) {
      throw new IllegalArgumentException(
          "a credential field needs a key and a label, but was '" + key + "', '" + label + "'");
    }
  }

  /** A field that must be given. */
  public CredentialField(String key, String label, boolean secret) {
    this(key, label, secret, true);
  }
}
