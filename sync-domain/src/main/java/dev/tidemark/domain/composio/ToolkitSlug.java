package dev.tidemark.domain.composio;

/** The id of a group of tools in the connector catalogue, such as {@code github}. */
public record ToolkitSlug(String value) {
  /** The most characters of a slug. */
  public static final int LONGEST = 1024;

  /** Refuses an empty slug, and one of more than 1024 characters. */
  public ToolkitSlug {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a toolkit slug has 1 to " + LONGEST + " characters, but this one has " + value.length());
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
