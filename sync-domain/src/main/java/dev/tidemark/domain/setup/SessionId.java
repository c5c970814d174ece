package dev.tidemark.domain.setup;

import java.util.regex.Pattern;

/**
 * Names a setup session: 16 to 128 letters, digits, underscores and hyphens. It is random, so that
 * nobody finds another's by guessing.
 */
public record SessionId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{16,128}");

  /** Refuses text that is no session id. */
  public SessionId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a session id has 16 to 128 letters, digits, '_' or '-'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
