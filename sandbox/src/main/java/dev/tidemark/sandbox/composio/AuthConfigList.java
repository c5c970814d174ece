package dev.tidemark.sandbox.composio;

import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Selection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The list of auth configs, in the order in which they were made. */
final class AuthConfigList {
  /** The vendor announces 1000 and gives 50. */
  private static final int MOST = 50;

  private static final Set<String> PARAMETERS =
      Set.of("is_composio_managed", "toolkit_slug", "show_disabled", "search");

  private AuthConfigList() {}

  static Supplier<Answer> read(ComposioBooks books, Query raw, boolean newerApi) {
    ComposioQuery query = ComposioQuery.of(raw, PARAMETERS::contains);
    ComposioQuery.Cursor cursor = query.cursor(MOST, 0);
    Selection selection = Selection.oldestFirst(cursor.limit());
    Set<String> toolkits = query.texts("toolkit_slug");
    if (!toolkits.isEmpty()) {
      selection = selection.where("toolkit.slug", toolkits);
    }
    Optional<Boolean> managed = query.flag("is_composio_managed");
    if (managed.isPresent()) {
      selection = selection.where("is_composio_managed", managed.get().toString());
    }
    if (!query.flag("show_disabled").orElse(false)) {
      selection = selection.where("status", "ENABLED");
    }
    Optional<Predicate<? super Doc>> test =
        query
            .text("search")
            .map(text -> text.toLowerCase(Locale.ROOT))
            .map(text -> config -> mentions(config, text));
    ComposioPage<Doc> page = ComposioPage.of(books.authConfigs(), selection, test, cursor);
    return () -> page.answer(config -> shown(config, newerApi));
  }

  static Supplier<Answer> one(ComposioBooks books, String id, Query raw, boolean newerApi) {
    ComposioQuery.of(raw, name -> false);
    Doc config =
        books
            .authConfigs()
            .find(id)
            .orElseThrow(() -> Problem.of(404, "Auth config " + id + " not found").refusal());
    return () -> Answer.json(200, shown(config, newerApi));
  }

  private static byte[] shown(Doc config, boolean newerApi) {
    return newerApi ? Json.bytes(ConnectionShapes.newerConfig(config)) : config.json();
  }

  private static boolean mentions(Doc config, String text) {
    return config.id().toLowerCase(Locale.ROOT).contains(text)
        || config.tree().path("name").asText().toLowerCase(Locale.ROOT).contains(text);
  }
}
