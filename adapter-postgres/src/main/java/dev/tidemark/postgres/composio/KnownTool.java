package dev.tidemark.postgres.composio;

import dev.tidemark.application.composio.ToolList;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.postgres.jdbc.Row;
import dev.tidemark.postgres.text.Exact;
import java.sql.SQLException;
import java.util.Locale;

/** A tool that was in the catalogue at some time: a row of the table of tools. */
record KnownTool(Tool tool, boolean present, boolean enabled) {
  static final String COLUMNS = "slug, name, toolkit, present, enabled";

  static KnownTool read(Row row) throws SQLException {
    Tool tool =
        new Tool(
            new ToolSlug(Exact.told(row.text("slug"))),
            Exact.told(row.text("name")),
            new ToolkitSlug(Exact.told(row.text("toolkit"))));
    return new KnownTool(tool, row.truth("present"), row.truth("enabled"));
  }

  /**
   * Text as it is searched: in lower case by Java's rules, whatever those of the database are, so
   * that all stores find the same.
   */
  static String folded(String text) {
    return Exact.kept(text.toLowerCase(Locale.ROOT));
  }

  String slug() {
    return Exact.kept(tool.slug().value());
  }

  String name() {
    return Exact.kept(tool.name());
  }

  String toolkit() {
    return Exact.kept(tool.toolkit().value());
  }

  /** By how much it raises the count of tools. */
  int total() {
    return present ? 1 : 0;
  }

  /** By how much it raises the count of enabled tools. */
  int totalEnabled() {
    return present && enabled ? 1 : 0;
  }

  ToolList.Entry entry() {
    return new ToolList.Entry(tool, enabled);
  }
}
