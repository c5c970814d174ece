package dev.tidemark.application.composio;

import dev.tidemark.application.store.Slice;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import org.jspecify.annotations.Nullable;

/** Lists what is in the connector catalogue: tools, and the toolkits that have any. */
public final class ListTools {
  private final ToolList tools;

  /** From that list. */
  public ListTools(ToolList tools) {
    this.tools = tools;
  }

  /**
   * Tools in the order of their slugs.
   *
   * @param after the slug that the part starts after; null for the first part
   * @param limit from 1
   */
  public Slice<ToolList.Entry> tools(ToolList.Filter filter, @Nullable ToolSlug after, int limit) {
    return Slice.of(
        tools.list(filter, after, limit + 1), limit, entry -> entry.tool().slug().value());
  }

  /**
   * Toolkits in the order of their slugs.
   *
   * @param after the slug that the part starts after; null for the first part
   * @param limit from 1
   */
  public Slice<ToolList.Toolkit> toolkits(@Nullable ToolkitSlug after, int limit) {
    return Slice.of(tools.toolkits(after, limit + 1), limit, toolkit -> toolkit.slug().value());
  }
}
