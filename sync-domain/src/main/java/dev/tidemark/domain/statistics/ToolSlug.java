package dev.tidemark.domain.statistics;

/** The id of a tool in the connector catalogue, such as {@code GITHUB_CREATE_ISSUE}. */
public record ToolSlug(String value) {
  /** Refuses a blank slug, and one of more than 256 characters. */
  public ToolSlug {
    if (value.isBlank() || value.length() > 256) {
      throw new IllegalArgumentException(
          "a tool slug has 1 to 256 characters, but was '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
