package dev.tidemark.postgres.sync;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the text format of {@code COPY}.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-copy.html">File formats of COPY</a>
 */
final class CopyText {
  private final StringBuilder text = new StringBuilder();
  private boolean inRow;

  CopyText add(long value) {
    column().append(value);
    return this;
  }

  CopyText add(boolean value) {
    column().append(value ? 't' : 'f');
    return this;
  }

  CopyText add(Instant value) {
    column().append(value);
    return this;
  }

  /** Bytes in hexadecimal. */
  CopyText addBytes(String hexadecimal) {
    column().append("\\\\x").append(hexadecimal);
    return this;
  }

  CopyText add(@Nullable String value) {
    StringBuilder column = column();
    if (value == null) {
      column.append("\\N");
    } else {
      for (int i = 0; i < value.length(); i++) {
        escape(value.charAt(i), column);
      }
    }
    return this;
  }

  private static void escape(char c, StringBuilder column) {
    switch (c) {
      case '\\' -> column.append("\\\\");
      case '\n' -> column.append("\\n");
      case '\r' -> column.append("\\r");
      case '\t' -> column.append("\\t");
      default -> column.append(c);
    }
  }

  private StringBuilder column() {
    if (inRow) {
      text.append('\t');
    }
    inRow = true;
    return text;
  }

  void endRow() {
    text.append('\n');
    inRow = false;
  }

  /** How many characters there are to take. */
  int length() {
    return text.length();
  }

  /** The rows since they were last taken. */
  byte[] take() {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    return bytes;
  }
}
