package dev.tidemark.postgres.composio;

import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.text.Exact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Changes the table of tools and what is counted of it, in few statements for many tools; to be
 * used in transactions by one at a time.
 */
final class ToolTable {
  /** How many tools one statement is for. */
  private static final int AT_ONCE = 1000;

  private static final String SELECT = "select " + KnownTool.COLUMNS + " from tools ";

  private final Database database;

  ToolTable(Database database) {
    this.database = database;
  }

  /** Those of them that were in the catalogue at some time. */
  Map<ToolSlug, KnownTool> find(Collection<ToolSlug> slugs) {
    Map<ToolSlug, KnownTool> found = new HashMap<>();
    for (List<ToolSlug> part : parts(List.copyOf(slugs))) {
      List<String> kept = part.stream().map(slug -> Exact.kept(slug.value())).toList();
      database
          .list(SELECT + "where slug = any (?)", KnownTool::read, kept)
          .forEach(known -> found.put(known.tool().slug(), known));
    }
    return found;
  }

  /** Those of the toolkit, also those that are not in the catalogue now. */
  List<KnownTool> ofToolkit(ToolkitSlug toolkit) {
    return database.list(
        SELECT + "where toolkit = ?", KnownTool::read, Exact.kept(toolkit.value()));
  }

  /** Makes those changes, each of another tool; answers how many did change something. */
  int write(List<ToolChange> wanted) {
    List<ToolChange> changes = wanted.stream().filter(ToolChange::changesAnything).toList();
    for (List<ToolChange> part : parts(changes)) {
      writeRows(part.stream().map(ToolChange::after).toList());
      count(part);
    }
    return changes.size();
  }

  private void writeRows(List<KnownTool> tools) {
    database.change(
        """
        insert into tools (slug, name, toolkit, present, enabled, slug_folded, name_folded)
        select * from unnest (
          ?::text[], ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::text[], ?::text[])
        on conflict (slug) do update
        set name = excluded.name, toolkit = excluded.toolkit, present = excluded.present,
          enabled = excluded.enabled, slug_folded = excluded.slug_folded,
          name_folded = excluded.name_folded
        """,
        column(tools, KnownTool::slug),
        column(tools, KnownTool::name),
        column(tools, KnownTool::toolkit),
        column(tools, KnownTool::present),
        column(tools, KnownTool::enabled),
        column(tools, known -> KnownTool.folded(known.tool().slug().value())),
        column(tools, known -> KnownTool.folded(known.tool().name())));
  }

  private static <T> List<T> column(List<KnownTool> tools, Function<KnownTool, T> value) {
    return tools.stream().map(value).toList();
  }

  /** By how much a change raises the counts of a toolkit. */
  private record Step(String toolkit, int total, int enabled) {}

  private void count(List<ToolChange> changes) {
    List<Step> steps = new ArrayList<>();
    for (ToolChange change : changes) {
      KnownTool before = change.before();
      if (before != null) {
        steps.add(new Step(before.toolkit(), -before.total(), -before.totalEnabled()));
      }
      KnownTool after = change.after();
      steps.add(new Step(after.toolkit(), after.total(), after.totalEnabled()));
    }
    database.change(
        """
        merge into toolkits
        using (
          select slug, sum(total) as total, sum(enabled) as enabled
          from unnest (?::text[], ?::int[], ?::int[]) as step (slug, total, enabled)
          group by slug
          having sum(total) <> 0 or sum(enabled) <> 0) as more
        on toolkits.slug = more.slug
        when matched and toolkits.total + more.total = 0 then
          delete
        when matched then
          update set total = toolkits.total + more.total, enabled = toolkits.enabled + more.enabled
        when not matched then
          insert (slug, total, enabled) values (more.slug, more.total, more.enabled)
        """,
        steps.stream().map(Step::toolkit).toList(),
        steps.stream().map(Step::total).toList(),
        steps.stream().map(Step::enabled).toList());
    database.change(
        """
        merge into tool_totals
        using (values (?::int, ?::int)) as more (total, enabled)
        on tool_totals.one
        when matched then
          update set total = tool_totals.total + more.total,
            enabled = tool_totals.enabled + more.enabled
        when not matched then
          insert (total, enabled) values (more.total, more.enabled)
        """,
        steps.stream().mapToInt(Step::total).sum(),
        steps.stream().mapToInt(Step::enabled).sum());
  }

  private static <T> List<List<T>> parts(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      parts.add(all.subList(from, Math.min(from + AT_ONCE, all.size())));
    }
    return parts;
  }
}
