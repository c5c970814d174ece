package dev.tidemark.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Item;
import dev.tidemark.sandbox.world.Selection;
import dev.tidemark.sandbox.world.Table;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** The parameters that all of Stripe's lists have in common, and the envelope of a page. */
final class StripeLists {
  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 100;
  private static final Set<String> COMMON =
      Set.of(
          "limit",
          "starting_after",
          "ending_before",
          "created",
          "created[gt]",
          "created[gte]",
          "created[lt]",
          "created[lte]");

  /** One page, newest first. */
  record Page(String url, List<? extends Item> items, boolean hasMore) {
    byte[] json() {
      ObjectNode envelope =
          Json.object().put("object", "list").put("has_more", hasMore).put("url", url);
      return Json.withList(envelope, "data", items.stream().map(Item::json).toList());
    }
  }

  private StripeLists() {}

  /** Refuses every parameter that is neither common to all lists nor one of these. */
  static void refuseUnknown(Query query, Predicate<String> known) {
    for (String name : query.names()) {
      if (!COMMON.contains(name) && !known.test(name)) {
        throw StripeErrors.unknownParameter(name);
      }
    }
  }

  /** Refuses every parameter. */
  static void refuseParameters(Query query) {
    for (String name : query.names()) {
      throw StripeErrors.unknownParameter(name);
    }
  }

  /** The page that a query asks for; {@code narrow} adds the conditions of one endpoint. */
  static <T extends Item> Page page(
      String object, String url, Table<T> table, Query query, Narrowing narrow) {
    int limit = limit(query);
    boolean backwards = query.last("ending_before").isPresent();
    if (backwards && query.last("starting_after").isPresent()) {
      throw StripeErrors.parameter(
          "", "starting_after", "Give starting_after or ending_before, not both");
    }
    Selection selection =
        backwards ? Selection.oldestFirst(limit + 1) : Selection.newestFirst(limit + 1);
    OptionalInt after = cursor(object, table, query, "starting_after");
    OptionalInt before = cursor(object, table, query, "ending_before");
    if (after.isPresent()) {
      selection = selection.until(after.getAsInt());
    }
    if (before.isPresent()) {
      selection = selection.from(before.getAsInt() + 1);
    }
    selection = created(table, query, selection);
    List<T> found = table.select(narrow.apply(selection));
    boolean more = found.size() > limit;
    List<T> items = more ? found.subList(0, limit) : found;
    return new Page(url, backwards ? items.reversed() : items, more);
  }

  /** Adds conditions to a selection. */
  @FunctionalInterface
  interface Narrowing {
    Selection apply(Selection selection);
  }

  private static int limit(Query query) {
    return query
        .last("limit")
        .map(text -> {
          long limit = integer("limit", text);
          if (limit < 1 || limit > MAX_LIMIT) {
            throw StripeErrors.parameter(
                "parameter_invalid_integer",
                "limit",
                "limit is " + limit + ", must be between 1 and " + MAX_LIMIT);
          }
          return (int) limit;
        })
        .orElse(DEFAULT_LIMIT);
  }

  /** A cursor stays good when its object was deleted meanwhile. */
  private static OptionalInt cursor(String object, Table<?> table, Query query, String name) {
    if (query.last(name).isEmpty()) {
      return OptionalInt.empty();
    }
    String id = query.last(name).get();
    OptionalInt place = table.place(id);
    if (place.isEmpty()) {
      throw StripeErrors.missing(400, object, id, name);
    }
    return place;
  }

  private static Selection created(Table<?> table, Query query, Selection selection) {
    Selection narrowed = selection;
    for (String name : query.names()) {
      if (name.startsWith("created")) {
        for (String text : query.all(name)) {
          long second = Math.clamp(integer(name, text), 0, Integer.MAX_VALUE * 2L);
          int at = table.firstPlaceAt(second * 1000);
          int following = table.firstPlaceAt((second + 1) * 1000);
          narrowed =
              switch (name) {
                case "created[gt]" -> narrowed.from(following);
                case "created[gte]" -> narrowed.from(at);
                case "created[lt]" -> narrowed.until(at);
                case "created[lte]" -> narrowed.until(following);
                default -> narrowed.from(at).until(following);
              };
        }
      }
    }
    return narrowed;
  }

  private static long integer(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw StripeErrors.notAnInteger(name, text);
    }
  }
}
