package dev.tidemark.http.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as UTF-8 into one array. It sets the commas; that every name has a value and every
 * begin an end is up to the caller. Used by one thread.
 */
public final class JsonWriter {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

  /** RFC 3339 knows the years 0 to 9999. */
  private static final long EARLIEST_SECOND = -62_167_219_200L;

  private static final long LATEST_SECOND = 253_402_300_799L;

  private byte[] bytes;
  private int length;
  private boolean commaDue;

  /** With room for so many bytes before it has to grow. */
  public JsonWriter(int expected) {
    bytes = new byte[expected];
  }

  /** Begins an object, as a value. */
  public JsonWriter beginObject() {
    return begin('{');
  }

  /** Ends the object. */
  public JsonWriter endObject() {
    return end('}');
  }

  /** Begins an array, as a value. */
  public JsonWriter beginArray() {
    return begin('[');
  }

  /** Ends the array. */
  public JsonWriter endArray() {
    return end(']');
  }

  /** Names the value that follows. */
  public JsonWriter name(JsonName name) {
    comma();
    raw(name.bytes());
    commaDue = false;
    return this;
  }

  /** A text, or null. */
  public JsonWriter value(@Nullable String text) {
    comma();
    if (text == null) {
      raw(NULL);
    } else {
      quoted(text);
    }
    return this;
  }

  /** A number. */
  public JsonWriter value(long number) {
    comma();
    String digits = Long.toString(number);
    room(digits.length());
    for (int i = 0; i < digits.length(); i++) {
      put(digits.charAt(i));
    }
    return this;
  }

  /** True or false. */
  public JsonWriter value(boolean flag) {
    comma();
    raw(flag ? TRUE : FALSE);
    return this;
  }

  /** An instant in UTC as RFC 3339 has it, cut to milliseconds, or null. */
  public JsonWriter value(@Nullable Instant instant) {
    comma();
    if (instant == null) {
      raw(NULL);
      return this;
    }
    long second = instant.getEpochSecond();
    if (second < EARLIEST_SECOND || second > LATEST_SECOND) {
      throw new IllegalArgumentException(
          "an instant is in the years 0 to 9999, but was " + instant);
    }
    int millis = instant.getNano() / 1_000_000;
    LocalDateTime at = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    room(26);
    byte[] out = bytes;
    int to = length;
    out[to] = '"';
    twoDigits(out, to + 1, at.getYear() / 100, (byte) '-');
    twoDigits(out, to + 3, at.getYear() % 100, (byte) '-');
    twoDigits(out, to + 6, at.getMonthValue(), (byte) '-');
    twoDigits(out, to + 9, at.getDayOfMonth(), (byte) 'T');
    twoDigits(out, to + 12, at.getHour(), (byte) ':');
    twoDigits(out, to + 15, at.getMinute(), (byte) ':');
    twoDigits(out, to + 18, at.getSecond(), (byte) '.');
    to += 20;
    if (millis != 0) {
      twoDigits(out, to + 1, millis / 10, (byte) ('0' + millis % 10));
      to += 4;
    }
    out[to] = 'Z';
    out[to + 1] = '"';
    length = to + 2;
    return this;
  }

  /** The array that holds what was written, from its beginning; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** How many bytes were written. */
  int length() {
    return length;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private JsonWriter begin(char bracket) {
    comma();
    room(1);
    put(bracket);
    commaDue = false;
    return this;
  }

  private JsonWriter end(char bracket) {
    room(1);
    put(bracket);
    commaDue = true;
    return this;
  }

  /** Every value and name begins here: whatever comes next in the same object needs a comma. */
  private void comma() {
    if (commaDue) {
      room(1);
      put(',');
    }
    commaDue = true;
  }

  private void quoted(String text) {
    room(text.length() + 2);
    put('"');
    int at = plain(text, 0);
    while (at < text.length()) {
      at += special(text, at);
      room(text.length() - at + 1);
      at = plain(text, at);
    }
    put('"');
  }

  /** Writes the characters from there on that stand for themselves; where it had to stop. */
  private int plain(String text, int from) {
    // Local variables, because the loop is slow if it has to keep the fields up to date.
    byte[] out = bytes;
    int to = length;
    int at = from;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
        break;
      }
      out[to++] = (byte) c;
    }
    length = to;
    return at;
  }

  /** Writes the character there that does not stand for itself; how long it is in the text. */
  private int special(String text, int at) {
    char c = text.charAt(at);
    room(6);
    if (c == '"' || c == '\\') {
      put('\\');
      put(c);
    } else if (c < ' ' || c == 0x7f) {
      put('\\');
      put('u');
      put('0');
      put('0');
      bytes[length++] = HEX[c >> 4];
      bytes[length++] = HEX[c & 15];
    } else if (!Character.isSurrogate(c)) {
      raw(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
    } else if (at + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(at + 1))) {
      raw(text.substring(at, at + 2).getBytes(StandardCharsets.UTF_8));
      return 2;
    } else {
      raw(REPLACEMENT);
    }
    return 1;
  }

  private static void twoDigits(byte[] out, int at, int number, byte then) {
    out[at] = (byte) ('0' + number / 10);
    out[at + 1] = (byte) ('0' + number % 10);
    out[at + 2] = then;
  }

  private void raw(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  private void put(char ascii) {
    bytes[length++] = (byte) ascii;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
