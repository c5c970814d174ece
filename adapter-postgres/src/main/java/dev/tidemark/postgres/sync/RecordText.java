package dev.tidemark.postgres.sync;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record's JSON text as two columns have it: {@code jsonb}, which can be queried but forgets how
 * its text was written, and the exact text where canonical text (keys sorted, no white space) is
 * not what it was, or {@code jsonb} cannot hold it.
 *
 * @param content what {@code jsonb} gets; null if it would refuse the text
 * @param exact the text; null if the content tells it
 * @see <a href="https://www.postgresql.org/docs/18/datatype-json.html">what jsonb keeps</a>
 */
record RecordText(@Nullable String content, @Nullable String exact) {
  /** There is no character 0, and halves of a surrogate pair have no place. */
  private static final Pattern REFUSED = Pattern.compile("\\\\u(0000|[dD][89a-fA-F])");

  /** The columns of a text. */
  static RecordText of(String text) {
    String whole = encodable(text);
    CanonicalText canonical = CanonicalText.of(whole);
    String content = canonical.storable() && !REFUSED.matcher(whole).find() ? whole : null;
    return new RecordText(content, content != null && canonical.told(whole) ? null : whole);
  }

  /** The text of the columns. */
  static String read(@Nullable String content, @Nullable String exact) {
    if (exact != null) {
      return exact;
    }
    if (content == null) {
      throw new IllegalStateException("a record is stored without content");
    }
    return CanonicalText.of(content).text();
  }

  /** Half a surrogate pair has no form in UTF-8, but has one as an escape. */
  private static String encodable(String text) {
    StringBuilder escaped = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        if (escaped != null) {
          escaped.append(c).append(text.charAt(i + 1));
        }
        i++;
      } else if (Character.isSurrogate(c)) {
        escaped = escaped == null ? new StringBuilder(text.substring(0, i)) : escaped;
        escaped.append("\\u%04x".formatted((int) c));
      } else if (escaped != null) {
        escaped.append(c);
      }
    }
    return escaped == null ? text : escaped.toString();
  }
}
