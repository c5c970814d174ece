package dev.tidemark.http.admin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Makes and reads the cursors of one list. Clients are to see no more in a cursor than a place in
 * that list.
 */
final class Cursors {
  private final String prefix;

  /** For the list of that name. */
  Cursors(String list) {
    this.prefix = list + ":";
  }

  /** The cursor of the place behind that key. */
  String write(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((prefix + key).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The key that a cursor holds.
   *
   * @throws IllegalArgumentException if it is not exactly what this list has written
   */
  String read(String cursor) {
    String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    if (!text.startsWith(prefix) || !write(text.substring(prefix.length())).equals(cursor)) {
      throw new IllegalArgumentException("this is no cursor of " + prefix);
    }
    return text.substring(prefix.length());
  }
}
