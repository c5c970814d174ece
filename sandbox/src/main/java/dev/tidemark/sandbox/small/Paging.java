package dev.tidemark.sandbox.small;

import dev.tidemark.sandbox.world.Selection;
import dev.tidemark.sandbox.world.Table;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A page of rows.
 *
 * @param next the cursor of the page after it; empty on the last
 */
public record Paging(List<Row> rows, Optional<String> next) {

  /**
   * The page of the selected rows that follows a cursor. The cursor holds a place in the table, so
   * that records that come and go meanwhile move nothing.
   *
   * @param scope what is listed; a cursor of another list is refused
   */
  public static Paging after(
      Optional<String> cursor,
      String scope,
      Table<Row> table,
      Selection selection,
      Predicate<Row> test) {
    int limit = selection.limit();
    Selection rest = selection.limit(limit + 1);
    if (cursor.isPresent()) {
      int place = place(scope, cursor.get());
      rest = selection.newestFirst() ? rest.until(place) : rest.from(place + 1);
    }
    List<Row> found = table.select(rest, test);
    if (found.size() <= limit) {
      return new Paging(found, Optional.empty());
    }
    List<Row> rows = found.subList(0, limit);
    int last = table.place(rows.getLast().id()).orElseThrow();
    return new Paging(rows, Optional.of(cursor(scope, last)));
  }

  /** The rows of a whole list from an offset on, which shift when records come or go. */
  public static List<Row> offset(List<Row> all, long offset, int limit) {
    int from = (int) Math.min(offset, all.size());
    return all.subList(from, Math.min(from + limit, all.size()));
  }

  /** The texts of rows, as for a JSON list. */
  public static List<byte[]> texts(List<Row> rows) {
    return rows.stream().map(Row::json).toList();
  }

  /** An opaque cursor. */
  public static String cursor(String scope, long place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((scope + ":" + place).getBytes(StandardCharsets.UTF_8));
  }

  /** What a cursor holds; one of another scope, or none at all, is refused. */
  public static int place(String scope, String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (text.startsWith(scope + ":")) {
        return Integer.parseInt(text.substring(scope.length() + 1));
      }
    } catch (IllegalArgumentException e) {
      // not one of ours: refused below like one of another list
    }
    throw new IllegalArgumentException("the cursor '" + cursor + "' is not valid");
  }
}
