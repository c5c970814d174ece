package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The list of toolkits, whose pages are counted off: they come and go by hand alone. */
final class ToolkitList {
  private static final int MOST = 1000;
  private static final Set<String> PARAMETERS =
      Set.of("category", "managed_by", "sort_by", "include_deprecated", "search");

  /** A parameter of the newer API. */
  private static final String TYPE = "type";

  private ToolkitList() {}

  static Supplier<Answer> read(ComposioBooks books, Query raw, boolean newerApi) {
    ComposioQuery query =
        ComposioQuery.of(raw, name -> PARAMETERS.contains(name) || (newerApi && name.equals(TYPE)));
    boolean deprecated = query.flag("include_deprecated").orElse(false);
    boolean custom = query.word(TYPE, List.of("all", "native", "custom")).equals("custom");
    Optional<String> category = query.text("category");
    Optional<String> search = query.text("search").map(text -> text.toLowerCase(Locale.ROOT));
    String managedBy = query.word("managed_by", List.of("all", "composio", "project"));
    Comparator<Toolkit> order =
        query.word("sort_by", List.of("usage", "alphabetically")).equals("usage")
            ? Comparator.comparingInt(Toolkit::rank)
            : Comparator.comparing(Toolkit::id);
    ComposioQuery.Cursor cursor = query.cursor(MOST, 0);
    List<Toolkit> found =
        books.toolkits().all().stream()
            .filter(toolkit -> !custom && (deprecated || !toolkit.deprecated()))
            .filter(toolkit -> category.stream().allMatch(toolkit.entry()::isIn))
            .filter(toolkit -> search.stream().allMatch(toolkit::mentions))
            .filter(toolkit -> isManaged(toolkit, managedBy, books))
            .sorted(order)
            .toList();
    return () ->
        ComposioPage.of(found, cursor).answer(toolkit -> ToolkitShapes.listed(toolkit, newerApi));
  }

  /** One toolkit, deprecated or not, in its latest version or the one asked for. */
  static Supplier<Answer> one(ComposioBooks books, String slug, Query raw, boolean newerApi) {
    ComposioQuery query = ComposioQuery.of(raw, "version"::equals);
    Toolkit toolkit =
        books
            .toolkits()
            .find(slug)
            .orElseThrow(() -> Problem.of(404, "Toolkit " + slug + " not found").refusal());
    String asked = query.text("version").orElse(ToolVersions.LATEST);
    String version = asked.equals(ToolVersions.LATEST) ? toolkit.latest() : asked;
    int index = toolkit.versions().indexOf(version);
    if (index < 0) {
      throw ComposioErrors.parameter("version", "there is no version " + version);
    }
    int tools =
        (int)
            books.tools().all("toolkit", slug).stream().filter(one -> one.since() <= index).count();
    return () -> Answer.json(200, ToolkitShapes.detail(toolkit, version, tools, newerApi));
  }

  /** All categories of living toolkits on one page. */
  static Supplier<Answer> categories(ComposioBooks books, Query raw) {
    ComposioQuery.of(raw, name -> false);
    Map<String, String> names = new TreeMap<>();
    books
        .toolkits()
        .all()
        .forEach(one -> names.put(one.entry().category(), one.entry().categoryName()));
    List<byte[]> items = new ArrayList<>();
    names.forEach(
        (id, name) -> items.add(Json.bytes(Json.object().put("id", id).put("name", name))));
    ObjectNode envelope =
        Json.object()
            .putNull("next_cursor")
            .put("total_pages", 1)
            .put("current_page", 1)
            .put("total_items", items.size());
    return () -> Answer.json(200, Json.withList(envelope, "items", items));
  }

  private static boolean isManaged(Toolkit toolkit, String by, ComposioBooks books) {
    return switch (by) {
      case "composio" -> toolkit.managed();
      case "project" -> !books.authConfigs().all("toolkit.slug", toolkit.id()).isEmpty();
      default -> true;
    };
  }
}
