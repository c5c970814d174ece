package dev.tidemark.postgres.composio;

import dev.tidemark.application.composio.ToolList;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import dev.tidemark.postgres.text.Exact;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tools of the connector catalogue, one by one, on PostgreSQL. */
public final class PostgresToolList implements ToolList {
  private static final String SELECT = "select " + KnownTool.COLUMNS + " from tools where present ";

  /**
   * Found first, with the rest to follow: a server that keeps one plan for any toolkit would rather
   * go through all slugs until it has met enough tools of this one.
   */
  private static final String OF_TOOLKIT =
      "with tools as materialized (select * from tools where toolkit = ?) ";

  /** Comes before every slug, for none is empty. */
  private static final String START = "";

  private final Database database;

  /** In that database. */
  public PostgresToolList(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Entry> find(ToolSlug slug) {
    return database
        .find(SELECT + "and slug = ?", KnownTool::read, Exact.kept(slug.value()))
        .map(KnownTool::entry);
  }

  @Override
  public List<Entry> list(Filter filter, @Nullable ToolSlug after, int limit) {
    StringBuilder sql = new StringBuilder();
    List<Object> parameters = new ArrayList<>();
    filter
        .toolkit()
        .ifPresent(toolkit -> {
          sql.append(OF_TOOLKIT);
          parameters.add(Exact.kept(toolkit.value()));
        });
    sql.append(SELECT).append("and slug > ? ");
    parameters.add(after == null ? START : Exact.kept(after.value()));
    // Written out, because an index has the tools that are enabled.
    filter
        .enabled()
        .ifPresent(enabled -> sql.append(enabled ? "and enabled " : "and not enabled "));
    filter
        .search()
        .ifPresent(search -> {
          sql.append("and (strpos(slug_folded, ?) > 0 or strpos(name_folded, ?) > 0) ");
          parameters.add(KnownTool.folded(search));
          parameters.add(KnownTool.folded(search));
        });
    parameters.add(limit);
    return database.list(
        sql.append("order by slug limit ?").toString(),
        row -> KnownTool.read(row).entry(),
        parameters.toArray());
  }

  @Override
  public Optional<Toolkit> toolkit(ToolkitSlug slug) {
    return database.find(
        "select slug, total, enabled from toolkits where slug = ?",
        PostgresToolList::toolkit,
        Exact.kept(slug.value()));
  }

  @Override
  public List<Toolkit> toolkits(@Nullable ToolkitSlug after, int limit) {
    return database.list(
        "select slug, total, enabled from toolkits where slug > ? order by slug limit ?",
        PostgresToolList::toolkit,
        after == null ? START : Exact.kept(after.value()),
        limit);
  }

  private static Toolkit toolkit(Row row) throws SQLException {
    return new Toolkit(
        new ToolkitSlug(Exact.told(row.text("slug"))),
        new ToolCounts(row.integer("total"), row.integer("enabled")));
  }
}
