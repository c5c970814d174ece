package dev.tidemark.sandbox.composio;

import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Selection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The list of connected accounts, the newest first unless asked otherwise. */
final class ConnectedAccountList {
  private static final int MOST = 1000;
  private static final Map<String, String> FILTERS =
      Map.of(
          "toolkit_slugs", "toolkit.slug",
          "statuses", "status",
          "user_ids", "user_id",
          "auth_config_ids", "auth_config.id");
  private static final Set<String> OTHERS =
      Set.of("connected_account_ids", "order_by", "order_direction");
  private static final Set<String> STATUSES =
      Set.of("INITIALIZING", "INITIATED", "ACTIVE", "FAILED", "EXPIRED", "INACTIVE");

  /** What the newer API has beside them. */
  private static final String REVOKED = "REVOKED";

  /** A single account alone has this field. */
  private static final byte[] NO_PARAMS = Json.bytes(Json.object().set("params", Json.object()));

  private static final String SHARING = "account_type";

  private final ComposioBooks books;
  private final boolean newerApi;

  ConnectedAccountList(ComposioBooks books, boolean newerApi) {
    this.books = books;
    this.newerApi = newerApi;
  }

  /** All statuses that an account can be in. */
  static boolean isStatus(String word) {
    return STATUSES.contains(word) || word.equals(REVOKED);
  }

  Supplier<Answer> read(Query raw) {
    ComposioQuery query = ComposioQuery.of(raw, this::isParameter);
    if (!query.texts("statuses").stream().allMatch(this::isShown)) {
      throw ComposioErrors.parameter(
          "statuses", "must be among " + String.join(", ", new TreeSet<>(STATUSES)));
    }
    boolean shared = query.word(SHARING, List.of("PRIVATE", "SHARED", "ALL")).equals("SHARED");
    boolean newestFirst = query.word("order_direction", List.of("desc", "asc")).equals("desc");
    boolean byCreation =
        query.word("order_by", List.of("created_at", "updated_at")).equals("created_at");
    Set<String> ids = query.texts("connected_account_ids");
    Optional<Predicate<? super Doc>> test =
        ids.isEmpty() && !shared
            ? Optional.empty()
            : Optional.of(account -> !shared && ids.contains(account.id()));
    if (!byCreation) {
      return byUpdate(query, newestFirst, test.orElse(account -> true));
    }
    ComposioQuery.Cursor cursor = query.cursor(MOST, newestFirst ? ComposioQuery.NO_PLACE : 0);
    Selection all =
        newestFirst ? Selection.newestFirst(cursor.limit()) : Selection.oldestFirst(cursor.limit());
    ComposioPage<Doc> page =
        ComposioPage.of(books.connectedAccounts(), filtered(query, all), test, cursor);
    return () -> page.answer(this::shown);
  }

  Supplier<Answer> one(String id, Query raw) {
    ComposioQuery.of(raw, name -> false);
    Doc account =
        books
            .connectedAccounts()
            .find(id)
            .orElseThrow(() -> Problem.of(404, "Connected account " + id + " not found").refusal());
    return () -> Answer.json(200, Json.joined(shown(account), NO_PARAMS));
  }

  private boolean isParameter(String name) {
    return FILTERS.containsKey(name) || OTHERS.contains(name) || (newerApi && name.equals(SHARING));
  }

  private boolean isShown(String status) {
    return STATUSES.contains(status) || (newerApi && status.equals(REVOKED));
  }

  private byte[] shown(Doc account) {
    return newerApi ? Json.bytes(ConnectionShapes.newerAccount(account)) : account.json();
  }

  /** This order changes while it is read, so that its pages can only be counted off. */
  private Supplier<Answer> byUpdate(
      ComposioQuery query, boolean newestFirst, Predicate<? super Doc> test) {
    ComposioQuery.Cursor cursor = query.cursor(MOST, 0);
    Selection all = filtered(query, Selection.oldestFirst(Integer.MAX_VALUE));
    List<Doc> found = books.connectedAccounts().select(all, test);
    Comparator<Doc> order =
        Comparator.<Doc, String>comparing(account -> account.tree().path("updated_at").asText())
            .thenComparing(Doc::id);
    return () ->
        ComposioPage.of(
                found.stream().sorted(newestFirst ? order.reversed() : order).toList(), cursor)
            .answer(this::shown);
  }

  private static Selection filtered(ComposioQuery query, Selection selection) {
    Selection narrowed = selection;
    for (Map.Entry<String, String> filter : FILTERS.entrySet()) {
      Set<String> values = query.texts(filter.getKey());
      if (!values.isEmpty()) {
        narrowed = narrowed.where(filter.getValue(), values);
      }
    }
    return narrowed;
  }
}
