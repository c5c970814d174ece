package dev.tidemark.postgres.composio;

import dev.tidemark.application.composio.ToolSettings;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.postgres.jdbc.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The settings of tools on PostgreSQL. Whoever changes some waits for whoever does so in another
 * transaction: all are counted in one row, and one transaction may change tools more than once, so
 * that no order of rows would keep two of them from waiting for each other.
 */
public final class PostgresToolSettings implements ToolSettings {
  private final Database database;
  private final ToolTable table;

  /** In that database. */
  public PostgresToolSettings(Database database) {
    this.database = database;
    this.table = new ToolTable(database);
  }

  private <T> T alone(Supplier<T> work) {
    return database.perform(() -> {
      database.lock("tools");
      return work.get();
    });
  }

  @Override
  public ToolCounts counts() {
    return database
        .find(
            "select total, enabled from tool_totals",
            row -> new ToolCounts(row.integer("total"), row.integer("enabled")))
        .orElse(ToolCounts.NONE);
  }

  @Override
  public void seen(Collection<Tool> seen, boolean enableNew) {
    Map<ToolSlug, Tool> last = new LinkedHashMap<>();
    seen.forEach(tool -> last.put(tool.slug(), tool));
    var unused =
        alone(() -> {
          Map<ToolSlug, KnownTool> known = table.find(last.keySet());
          List<ToolChange> changes = new ArrayList<>();
          last.forEach((slug, tool) -> {
            KnownTool before = known.get(slug);
            boolean enabled = before == null ? enableNew : before.enabled();
            changes.add(new ToolChange(before, new KnownTool(tool, true, enabled)));
          });
          return table.write(changes);
        });
  }

  @Override
  public void disappeared(Collection<ToolSlug> slugs) {
    var unused =
        alone(() ->
            table.write(
                table.find(slugs).values().stream()
                    .map(known ->
                        new ToolChange(known, new KnownTool(known.tool(), false, known.enabled())))
                    .toList()));
  }

  @Override
  public Enabling enable(ToolSlug slug, boolean enabled) {
    return alone(() -> {
      KnownTool known = table.find(List.of(slug)).get(slug);
      if (known == null || !known.present()) {
        return Enabling.UNKNOWN;
      }
      return table.write(List.of(enabling(known, enabled))) == 0
          ? Enabling.UNCHANGED
          : Enabling.CHANGED;
    });
  }

  @Override
  public int enableAll(ToolkitSlug toolkit, boolean enabled) {
    return alone(() ->
        table.write(
            table.ofToolkit(toolkit).stream().map(known -> enabling(known, enabled)).toList()));
  }

  private static ToolChange enabling(KnownTool known, boolean enabled) {
    return new ToolChange(known, new KnownTool(known.tool(), known.present(), enabled));
  }
}
