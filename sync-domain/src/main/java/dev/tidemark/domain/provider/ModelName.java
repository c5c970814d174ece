package dev.tidemark.domain.provider;

import java.util.regex.Pattern;

/**
 * The public name of one kind of record, unique within its provider, such as {@code
 * StripeCustomer}.
 */
public record ModelName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");

  /** Refuses text that is no model name. */
  public ModelName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "model name must be a letter followed by up to 99 letters, digits or underscores, but was"
              + " '"
              + value
              + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
