package dev.tidemark.application.composio;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.application.store.Transactions;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.AuditAction;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Enables and disables tools, one by one or a toolkit at a time. */
public final class EnableTools {
  private static final String ENABLED = "enabled";

  private final Transactions transactions;
  private final ToolSettings settings;
  private final ToolList tools;
  private final AuditTrail trail;
  private final InstantSource clock;

  /** On ports of one store. */
  public EnableTools(
      Transactions transactions,
      ToolSettings settings,
      ToolList tools,
      AuditTrail trail,
      InstantSource clock) {
    this.transactions = transactions;
    this.settings = settings;
    this.tools = tools;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Enables or disables a tool.
   *
   * @return the tool afterwards; empty if it is not in the catalogue
   */
  public Optional<ToolList.Entry> enable(Actor actor, ToolSlug slug, boolean enabled) {
    return transactions.perform(() -> {
      if (settings.enable(slug, enabled) == ToolSettings.Enabling.CHANGED) {
        trail.append(
            new Change(
                clock.instant(),
                actor,
                AuditAction.TOOL_CHANGED,
                slug.value(),
                Map.of(ENABLED, Boolean.toString(!enabled)),
                Map.of(ENABLED, Boolean.toString(enabled))));
      }
      return tools.find(slug);
    });
  }

  /**
   * Enables or disables all tools that a toolkit has, and those that it had and that may come back.
   *
   * @return the toolkit afterwards; empty if it has no tools in the catalogue
   */
  public Optional<ToolList.Toolkit> enableAll(Actor actor, ToolkitSlug slug, boolean enabled) {
    return transactions.perform(() -> {
      if (tools.toolkit(slug).isEmpty()) {
        return Optional.empty();
      }
      int changed = settings.enableAll(slug, enabled);
      if (changed > 0) {
        trail.append(
            new Change(
                clock.instant(),
                actor,
                AuditAction.TOOLKIT_CHANGED,
                slug.value(),
                Map.of(),
                Map.of(ENABLED, Boolean.toString(enabled), "tools", Integer.toString(changed))));
      }
      return tools.toolkit(slug);
    });
  }
}
