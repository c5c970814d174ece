package dev.tidemark.postgres.composio;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a tool.
 *
 * @param before null if it was never in the catalogue
 */
record ToolChange(@Nullable KnownTool before, KnownTool after) {
  boolean changesAnything() {
    return !after.equals(before);
  }
}
