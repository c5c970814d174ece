package dev.tidemark.http.admin;

import dev.tidemark.application.store.Slice;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import java.util.function.BiConsumer;

/** A part of a list. */
final class ListJson {
  private static final JsonName ITEMS = JsonName.of("items");
  private static final JsonName NEXT_CURSOR = JsonName.of("next_cursor");
  private static final int USUAL_BYTES = 8 * 1024;

  private ListJson() {}

  /**
   * With that part's items.
   *
   * @param item writes one of them
   */
  static <T> Answer of(Slice<T> slice, Cursors cursors, BiConsumer<JsonWriter, T> item) {
    JsonWriter json = new JsonWriter(USUAL_BYTES).beginObject().name(ITEMS).beginArray();
    slice.items().forEach(each -> item.accept(json, each));
    json.endArray().name(NEXT_CURSOR).value(slice.next().map(cursors::write).orElse(null));
    return Answer.ok(json.endObject());
  }
}
