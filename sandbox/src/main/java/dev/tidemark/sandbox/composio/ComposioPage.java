package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Item;
import dev.tidemark.sandbox.world.Selection;
import dev.tidemark.sandbox.world.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A page of a list.
 *
 * @param total all items that match, on whatever page
 */
record ComposioPage<T extends Item>(
    List<T> items, ComposioQuery.Cursor at, Optional<ComposioQuery.Cursor> next, int total) {

  /**
   * The page of a table's selected items that follows a place, so that neither new nor removed
   * items move what is still to come.
   */
  static <T extends Item> ComposioPage<T> of(
      Table<T> table,
      Selection all,
      Optional<Predicate<? super T>> test,
      ComposioQuery.Cursor cursor) {
    Selection rest = all.newestFirst() ? all.until(cursor.place()) : all.from(cursor.place());
    Predicate<? super T> passes = test.orElse(item -> true);
    List<T> found = table.select(rest.limit(cursor.limit() + 1), passes);
    int total = test.isPresent() ? table.count(all, passes) : table.count(all);
    if (found.size() <= cursor.limit()) {
      return new ComposioPage<>(found, cursor, Optional.empty(), total);
    }
    List<T> items = found.subList(0, cursor.limit());
    int last = table.place(items.getLast().id()).orElseThrow();
    return new ComposioPage<>(
        items, cursor, Optional.of(next(cursor, all.newestFirst() ? last : last + 1)), total);
  }

  /** The page of a whole list that begins at a place counted from 0. */
  static <T extends Item> ComposioPage<T> of(List<T> all, ComposioQuery.Cursor cursor) {
    int from = Math.min(cursor.place(), all.size());
    int until = Math.min(from + cursor.limit(), all.size());
    return new ComposioPage<>(
        all.subList(from, until),
        cursor,
        until < all.size() ? Optional.of(next(cursor, until)) : Optional.empty(),
        all.size());
  }

  Answer answer(Function<? super T, byte[]> show) {
    ObjectNode envelope = Json.object();
    envelope
        .put("next_cursor", next.map(ComposioQuery.Cursor::text).orElse(null))
        .put("total_pages", Math.ceilDiv(total, at.limit()))
        .put("current_page", at.page())
        .put("total_items", total);
    List<byte[]> shown = items.stream().map(show).toList();
    return Answer.json(200, Json.withList(envelope, "items", shown));
  }

  private static ComposioQuery.Cursor next(ComposioQuery.Cursor cursor, int place) {
    return new ComposioQuery.Cursor(cursor.page() + 1, cursor.limit(), place);
  }
}
