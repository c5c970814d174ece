package dev.tidemark.sandbox.composio;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.json.Json;
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

  /** A parameter of the newer API, as {@code search} is in both. */
  private static final String QUERY = "query";

  private final ComposioBooks books;
  private final ComposioQuery query;
  private final ToolVersions versions;
  private final Set<String> slugs;

  private ToolList(ComposioBooks books, ComposioQuery query, ToolVersions versions) {
    this.books = books;
    this.query = query;
    this.versions = versions;
    this.slugs = query.texts("tool_slugs");
  }

  /** The slugs of all tools in their latest versions. */
  static Supplier<Answer> slugs(ComposioBooks books, Query raw) {
    ComposioQuery.of(raw, name -> false);
    ArrayNode slugs = Json.array();
    books.tools().all().forEach(tool -> slugs.add(tool.id()));
    return () -> Answer.json(200, Json.bytes(slugs));
  }

  /** One tool, in the version asked for by {@code version} or {@code toolkit_versions}. */
  static Supplier<Answer> one(ComposioBooks books, String slug, Query raw, boolean newerApi) {
    ComposioQuery query =
        ComposioQuery.of(raw, name -> name.equals("version") || ToolVersions.isParameter(name));
    ToolVersions versions = ToolVersions.of(raw, books.toolkits(), newerApi);
    Tool tool =
        books
            .tools()
            .find(slug)
            .orElseThrow(() -> Problem.of(404, "Tool " + slug + " not found").refusal());
    Toolkit owner = books.toolkit(tool.toolkit());
    String version =
        query
            .text("version")
            .map(asked -> asked.equals(ToolVersions.LATEST) ? owner.latest() : asked)
            .orElseGet(() -> versions.of(owner));
    if (owner.versions().indexOf(version) < tool.since()) {
      throw Problem.of(404, "Tool " + slug + " not found in version " + version).refusal();
    }
    return () -> Answer.json(200, tool.json(owner, version, newerApi));
  }

  static Supplier<Answer> read(ComposioBooks books, Query raw, boolean newerApi) {
    ComposioQuery query =
        ComposioQuery.of(
            raw,
            name ->
                PARAMETERS.contains(name)
                    || ToolVersions.isParameter(name)
                    || (newerApi && name.equals(QUERY)));
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
    Set<String> toolkits = query.texts("toolkit_slug");
    if (slugs.isEmpty() && !toolkits.isEmpty()) {
      selection = selection.where("toolkit", toolkits);
    }
    Set<String> configs = query.texts("auth_config_ids");
    if (slugs.isEmpty() && !configs.isEmpty()) {
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
    List<Predicate<Tool>> filters = filters();
    if (slugs.isEmpty()) {
      tests.addAll(filters);
    } else {
      tests.add(tool -> slugs.contains(tool.id()));
    }
    return tests.stream().reduce(Predicate::and).map(all -> (Predicate<? super Tool>) all);
  }

  /** The filters that slugs override. */
  private List<Predicate<Tool>> filters() {
    List<Predicate<Tool>> filters = new ArrayList<>();
    query.text("search").ifPresent(text -> filters.add(tool -> tool.mentions(text)));
    query.text(QUERY).ifPresent(text -> filters.add(tool -> tool.mentions(text)));
    anyOf(query.texts("tags")).ifPresent(any -> filters.add(tool -> any.test(tool.tags())));
    anyOf(query.texts("scopes")).ifPresent(any -> filters.add(tool -> any.test(tool.scopes())));
    if (query.flag("important").orElse(false)) {
      filters.add(tool -> tool.tags().contains("important"));
    }
    if (!query.flag("include_deprecated").orElse(true)) {
      filters.add(tool -> !tool.isDeprecated());
    }
    return filters;
  }

  private static Optional<Predicate<Set<String>>> anyOf(Set<String> wanted) {
    return wanted.isEmpty()
        ? Optional.empty()
        : Optional.of(has -> !Collections.disjoint(has, wanted));
  }
}
