package dev.tidemark.sandbox.composio;

import static java.util.Objects.requireNonNull;

import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.world.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The list of tools, in the order in which they came. */
final class ToolList {
  private static final int MOST = 1000;
  private static final Set<String> PARAMETERS =
      Set.of(
          "toolkit_slug",
          "tool_slugs",
          "auth_config_ids",
          "important",
          "tags",
          "scopes",
          "search",
          "include_deprecated");

  private final ComposioBooks books;
  private final ComposioQuery query;
  private final ToolVersions versions;

  private ToolList(ComposioBooks books, ComposioQuery query, ToolVersions versions) {
    this.books = books;
    this.query = query;
    this.versions = versions;
  }

  static Supplier<Answer> read(ComposioBooks books, Query raw, boolean newerApi) {
    ComposioQuery query =
        ComposioQuery.of(raw, name -> PARAMETERS.contains(name) || ToolVersions.isParameter(name));
    ToolVersions versions = ToolVersions.of(raw, books.toolkits(), newerApi);
    ComposioPage<Tool> page = new ToolList(books, query, versions).page();
    Map<String, Toolkit> owners = new HashMap<>();
    page.items()
        .forEach(tool -> owners.computeIfAbsent(tool.toolkit(), slug -> books.toolkit(slug)));
    return () ->
        page.answer(tool -> {
          Toolkit owner = requireNonNull(owners.get(tool.toolkit()));
          return tool.json(owner, versions.of(owner), newerApi);
        });
  }

  private ComposioPage<Tool> page() {
    ComposioQuery.Cursor cursor = query.cursor(MOST, 0);
    Selection selection = Selection.oldestFirst(cursor.limit());
    Optional<String> toolkit = query.text("toolkit_slug");
    if (toolkit.isPresent()) {
      selection = selection.where("toolkit", toolkit.get());
    }
    Set<String> configs = query.texts("auth_config_ids");
    if (!configs.isEmpty()) {
      selection = selection.where("toolkit", toolkitsOf(configs));
    }
    if (versions.allBase()) {
      selection = selection.where("base", "true");
    }
    return ComposioPage.of(books.tools(), selection, test(), cursor);
  }

  private Set<String> toolkitsOf(Set<String> configs) {
    return configs.stream()
        .flatMap(id -> books.authConfigs().find(id).stream())
        .map(config -> config.key("toolkit.slug"))
        .collect(Collectors.toSet());
  }

  /** What cannot be looked up and has to be asked of each tool; empty if there is nothing. */
  private Optional<Predicate<? super Tool>> test() {
    List<Predicate<Tool>> tests = new ArrayList<>();
    if (!versions.allBase() && !versions.allLatest()) {
      tests.add(tool -> versions.shows(tool, books.toolkit(tool.toolkit())));
    }
    query.text("search").ifPresent(text -> tests.add(tool -> tool.mentions(text)));
    query
        .text("tool_slugs")
        .map(slugs -> Set.of(slugs.split(",")))
        .ifPresent(slugs -> tests.add(tool -> slugs.contains(tool.id())));
    anyOf(query.texts("tags")).ifPresent(any -> tests.add(tool -> any.test(tool.tags())));
    anyOf(query.texts("scopes")).ifPresent(any -> tests.add(tool -> any.test(tool.scopes())));
    if (query.flag("important").orElse(false)) {
      tests.add(tool -> tool.tags().contains("important"));
    }
    if (!query.flag("include_deprecated").orElse(true)) {
      tests.add(tool -> !tool.isDeprecated());
    }
    return tests.stream().reduce(Predicate::and).map(all -> (Predicate<? super Tool>) all);
  }

  private static Optional<Predicate<Set<String>>> anyOf(Set<String> wanted) {
    return wanted.isEmpty()
        ? Optional.empty()
        : Optional.of(has -> !Collections.disjoint(has, wanted));
  }
}
