package dev.tidemark.application.composio;

import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Driven port: the tools that are in the connector catalogue, one by one. */
public interface ToolList {
  /** A tool that is in the catalogue. */
  record Entry(Tool tool, boolean enabled) {}

  /** A toolkit that has tools in the catalogue. */
  record Toolkit(ToolkitSlug slug, ToolCounts counts) {}

  /**
   * Which tools are wanted: those that fit everything that is given.
   *
   * @param search text that slug or name contains, whatever its case
   */
  record Filter(Optional<ToolkitSlug> toolkit, Optional<Boolean> enabled, Optional<String> search) {
    /** All tools. */
    public static final Filter ALL =
        new Filter(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether it asks for that tool. */
    public boolean asksFor(Entry entry) {
      return toolkit.filter(slug -> !slug.equals(entry.tool().toolkit())).isEmpty()
          && enabled.filter(wanted -> wanted != entry.enabled()).isEmpty()
          && search.filter(text -> !contains(entry.tool(), text)).isEmpty();
    }

    private static boolean contains(Tool tool, String text) {
      String wanted = text.toLowerCase(Locale.ROOT);
      return tool.slug().value().toLowerCase(Locale.ROOT).contains(wanted)
          || tool.name().toLowerCase(Locale.ROOT).contains(wanted);
    }
  }

  /** The tool, if it is in the catalogue. */
  Optional<Entry> find(ToolSlug slug);

  /**
   * Tools in the order of their slugs' code points, after that slug (null: from the first), at most
   * so many.
   */
  List<Entry> list(Filter filter, @Nullable ToolSlug after, int limit);

  /** The toolkit, if it has tools in the catalogue; in constant time. */
  Optional<Toolkit> toolkit(ToolkitSlug slug);

  /**
   * Toolkits that have tools in the catalogue, in the order of their slugs' code points, after that
   * slug (null: from the first), at most so many.
   */
  List<Toolkit> toolkits(@Nullable ToolkitSlug after, int limit);
}
