package dev.tidemark.domain.provider;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The stable id of a provider: 1 to 64 lower-case letters, digits and hyphens, such as {@code
 * google-mail}.
 */
public record ProviderId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");

  /** Refuses text that is no provider id. */
  public ProviderId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "provider id must be 1 to 64 lower-case letters, digits or hyphens, but was '"
              + value
              + "'");
    }
  }

  /**
   * Reads an id the way people write one: case, surrounding space, and spaces or underscores
   * between words do not matter.
   */
  public static ProviderId parse(String text) {
    return new ProviderId(text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-"));
  }

  @Override
  public String toString() {
    return value;
  }
}
