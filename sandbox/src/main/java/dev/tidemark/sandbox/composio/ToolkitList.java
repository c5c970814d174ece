package dev.tidemark.sandbox.composio;

import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Query;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The list of toolkits. They neither come nor go, so that their pages can be counted off. */
final class ToolkitList {
  private static final int MOST = 1000;
  private static final Set<String> PARAMETERS =
      Set.of("category", "managed_by", "sort_by", "include_deprecated", "search");

  private ToolkitList() {}

  static Supplier<Answer> read(ComposioBooks books, Query raw) {
    ComposioQuery query = ComposioQuery.of(raw, PARAMETERS::contains);
    // checked, and without effect: no toolkit is deprecated
    query.flag("include_deprecated");
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
            .filter(toolkit -> category.stream().allMatch(toolkit.entry().category()::equals))
            .filter(toolkit -> search.stream().allMatch(toolkit::mentions))
            .filter(toolkit -> isManaged(toolkit, managedBy, books))
            .sorted(order)
            .toList();
    return () -> ComposioPage.of(found, cursor).answer(Toolkit::json);
  }

  private static boolean isManaged(Toolkit toolkit, String by, ComposioBooks books) {
    return switch (by) {
      case "composio" -> toolkit.managed();
      case "project" -> !books.authConfigs().all("toolkit.slug", toolkit.id()).isEmpty();
      default -> true;
    };
  }
}
