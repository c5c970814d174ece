package dev.tidemark.domain.composio;

/** The id of a tool in the connector catalogue, such as {@code GITHUB_CREATE_ISSUE}. */
public record ToolSlug(String value) {
  private static final int LONGEST = 1024;

  /** Refuses an empty slug, and one of more than 1024 characters. */
  public ToolSlug {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a tool slug has 1 to " + LONGEST + " characters, but this one has " + value.length());
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
