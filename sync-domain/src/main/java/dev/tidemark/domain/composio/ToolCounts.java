package dev.tidemark.domain.composio;

/**
 * How many tools the catalogue has now.
 *
 * @param total tools that are in the catalogue
 * @param enabled those of them that are enabled
 */
public record ToolCounts(int total, int enabled) {
  /** Nothing synced yet. */
  public static final ToolCounts NONE = new ToolCounts(0, 0);

  /** Refuses negative counts, and more enabled tools than there are. */
  public ToolCounts {
    if (enabled < 0 || enabled > total) {
      throw new IllegalArgumentException(
          "enabled tools must be between 0 and the total of " + total + ", but were " + enabled);
    }
  }
}
