package dev.tidemark.postgres.sync;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * JSON written in the canonical way: keys in the order of {@link String#compareTo}, no white space,
 * numbers as they are.
 */
final class CanonicalText {
  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonStringEncoder QUOTED = JsonStringEncoder.getInstance();

  /** {@code jsonb} writes such a number in another way. */
  private static final Pattern REWRITTEN = Pattern.compile("-0(?:\\.0*)?|.*[eE].*");

  /** {@code jsonb} may refuse such a number, for its value is far out. */
  private static final Pattern FAR_OUT = Pattern.compile(".*[eE][+-]?\\d{4,}");

  private record Member(String name, int start, int end) {}

  private final StringBuilder text;
  private boolean wellFormed = true;
  private boolean keepsNumbers = true;
  private boolean keepsKeys = true;

  private CanonicalText(int length) {
    this.text = new StringBuilder(length);
  }

  /** Of any text. */
  static CanonicalText of(String given) {
    CanonicalText canonical = new CanonicalText(given.length());
    try (JsonParser parser = JSON.createParser(given)) {
      parser.nextToken();
      canonical.write(parser);
      canonical.wellFormed &= parser.nextToken() == null;
    } catch (IOException e) {
      canonical.wellFormed = false;
    }
    return canonical;
  }

  /** Whether it is JSON that {@code jsonb} takes, as far as numbers go. */
  boolean storable() {
    return wellFormed;
  }

  /** Whether {@code jsonb}, written canonically, is that text again. */
  boolean told(String given) {
    return keepsNumbers && keepsKeys && given.contentEquals(text);
  }

  String text() {
    return text.toString();
  }

  private void write(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      writeObject(parser);
    } else if (token == JsonToken.START_ARRAY) {
      writeArray(parser);
    } else if (token == JsonToken.VALUE_STRING) {
      quote(parser.getText());
    } else if (token == null) {
      wellFormed = false;
    } else {
      String scalar = parser.getText();
      if (token.isNumeric()) {
        keepsNumbers &= !REWRITTEN.matcher(scalar).matches();
        wellFormed &= !FAR_OUT.matcher(scalar).matches();
      }
      text.append(scalar);
    }
  }

  private void writeArray(JsonParser parser) throws IOException {
    text.append('[');
    boolean first = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!first) {
        text.append(',');
      }
      first = false;
      write(parser);
    }
    text.append(']');
  }

  private void writeObject(JsonParser parser) throws IOException {
    text.append('{');
    int start = text.length();
    List<Member> members = new ArrayList<>();
    boolean sorted = true;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (!members.isEmpty()) {
        int order = members.getLast().name().compareTo(name);
        sorted &= order < 0;
        text.append(',');
      }
      int from = text.length();
      quote(name);
      text.append(':');
      write(parser);
      members.add(new Member(name, from, text.length()));
    }
    if (!sorted) {
      sort(start, members);
    }
    text.append('}');
  }

  private void sort(int start, List<Member> members) {
    members.sort((one, other) -> one.name().compareTo(other.name()));
    StringBuilder ordered = new StringBuilder(text.length() - start);
    for (Member member : members) {
      if (!ordered.isEmpty()) {
        ordered.append(',');
      }
      ordered.append(text, member.start(), member.end());
    }
    for (int i = 1; i < members.size(); i++) {
      // Of several values of one key, jsonb keeps the last.
      keepsKeys &= !members.get(i).name().equals(members.get(i - 1).name());
    }
    text.setLength(start);
    text.append(ordered);
  }

  private void quote(String value) {
    text.append('"');
    QUOTED.quoteAsString(value, text);
    text.append('"');
  }
}
