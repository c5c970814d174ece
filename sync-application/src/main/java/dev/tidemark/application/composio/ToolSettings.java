package dev.tidemark.application.composio;

import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import java.util.Collection;

/**
 * Driven port: which tools of the connector catalogue are there, and which are enabled. Enabling
 * outlives a tool's disappearance. Calls join the transaction they are made in.
 */
public interface ToolSettings {
  /** What became of the wish to enable or disable a tool. */
  enum Enabling {
    /** It is so now, and was not before. */
    CHANGED,
    /** It was so before. */
    UNCHANGED,
    /** The tool is not in the catalogue; nothing changes. */
    UNKNOWN
  }

  /** Both counts at one instant; in constant time. */
  ToolCounts counts();

  /**
   * Those tools are in the catalogue from now on, with that name and in that toolkit.
   *
   * @param enableNew whether a tool that was never seen before is enabled
   */
  void seen(Collection<Tool> tools, boolean enableNew);

  /** Those tools are not in the catalogue any more. */
  void disappeared(Collection<ToolSlug> tools);

  /** Enables or disables a tool. */
  Enabling enable(ToolSlug tool, boolean enabled);

  /**
   * Enables or disables all tools of a toolkit, also those that are not in the catalogue now.
   *
   * @return how many of them were not so before
   */
  int enableAll(ToolkitSlug toolkit, boolean enabled);
}
