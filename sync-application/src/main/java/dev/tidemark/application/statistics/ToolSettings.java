package dev.tidemark.application.statistics;

import dev.tidemark.domain.statistics.ToolCounts;
import dev.tidemark.domain.statistics.ToolSlug;
import java.util.Collection;

/**
 * Driven port: which tools of the connector catalogue are there, and which are enabled. Enabling
 * outlives a tool's disappearance. Calls join the transaction they are made in.
 */
public interface ToolSettings {
  /** Both counts at one instant; in constant time. */
  ToolCounts counts();

  /**
   * Those tools are in the catalogue from now on.
   *
   * @param enableNew whether a tool that was never seen before is enabled
   */
  void appeared(Collection<ToolSlug> tools, boolean enableNew);

  /** Those tools are not in the catalogue any more. */
  void disappeared(Collection<ToolSlug> tools);

  /**
   * Enables or disables a tool.
   *
   * @return whether the tool is in the catalogue; if not, nothing changes
   */
  boolean enable(ToolSlug tool, boolean enabled);
}
