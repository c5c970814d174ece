package dev.tidemark.connectors.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.IntStream;

/**
 * Writes JSON so that equal content is equal text: keys sorted, no white space. Every record goes
 * through here, so one writer is made for many of them, remembers in which order the keys of their
 * kind come, and copies texts that need no escapes. Not for several threads.
 */
public final class CanonicalJson {
  private static final int MOST_SHAPES = 32;
  private static final int USUAL_LENGTH = 1024;

  /** Of a character that is written as a number. */
  private static final int LONGEST_ESCAPE = 6;

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final List<Shape> shapes = new ArrayList<>();
  private char[] text = new char[USUAL_LENGTH];
  private int length;

  /** Keys in the order in which an object has them, and the order in which they are written. */
  private static final class Shape {
    private final String[] names;
    private final int[] order;
    private final String[] labels;

    /** Takes the labels as they are to be written, in the order of the names. */
    Shape(String[] names, String[] labels) {
      this.names = names;
      this.labels = labels;
      this.order =
          IntStream.range(0, names.length)
              .boxed()
              .sorted(Comparator.comparing(i -> names[i]))
              .mapToInt(i -> i)
              .toArray();
    }

    /** By identity, which is enough where a parser gives out each key once. */
    boolean isOf(String[] others) {
      if (names.length != others.length) {
        return false;
      }
      for (int i = 0; i < names.length; i++) {
        if (!isSame(names[i], others[i])) {
          return false;
        }
      }
      return true;
    }

    // Equal keys that are not the same only cost another shape.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(String one, String other) {
      return one == other;
    }
  }

  /** The canonical text. */
  public String text(JsonNode node) {
    length = 0;
    write(node);
    return new String(text, 0, length);
  }

  private void write(JsonNode node) {
    if (node instanceof ObjectNode object) {
      write(object);
    } else if (node instanceof ArrayNode array) {
      put('[');
      for (int i = 0; i < array.size(); i++) {
        if (i > 0) {
          put(',');
        }
        write(array.get(i));
      }
      put(']');
    } else if (node.isTextual()) {
      quote(node.textValue());
    } else if (isPlain(node)) {
      put(node.asText());
    } else {
      // Numbers that JSON has no form for, and bytes, which only expressions can make.
      quote(node.asText());
    }
  }

  private static boolean isPlain(JsonNode node) {
    return node.isNumber()
        ? !node.isDouble() || Double.isFinite(node.doubleValue())
        : node.isBoolean() || node.isNull();
  }

  private void write(ObjectNode object) {
    String[] names = new String[object.size()];
    JsonNode[] values = new JsonNode[names.length];
    int count = 0;
    for (Entry<String, JsonNode> entry : object.properties()) {
      names[count] = entry.getKey();
      values[count++] = entry.getValue();
    }
    Shape shape = shape(names);
    put('{');
    boolean first = true;
    for (int i : shape.order) {
      if (!first) {
        put(',');
      }
      first = false;
      put(shape.labels[i]);
      write(values[i]);
    }
    put('}');
  }

  private Shape shape(String[] names) {
    for (int i = 0; i < shapes.size(); i++) {
      if (shapes.get(i).isOf(names)) {
        return shapes.get(i);
      }
    }
    Shape shape = new Shape(names, Arrays.stream(names).map(this::label).toArray(String[]::new));
    if (shapes.size() < MOST_SHAPES) {
      shapes.add(shape);
    }
    return shape;
  }

  /** A name as it stands before its value. */
  private String label(String name) {
    int start = length;
    quote(name);
    put(':');
    String label = new String(text, start, length - start);
    length = start;
    return label;
  }

  private void quote(String value) {
    int size = value.length();
    reserve(size + 2);
    text[length++] = '"';
    value.getChars(0, size, text, length);
    if (isPlain(length, length + size)) {
      length += size;
    } else {
      for (int i = 0; i < size; i++) {
        escape(value.charAt(i));
      }
    }
    put('"');
  }

  /**
   * Whether no character needs an escape. Signs are gathered instead of branched on, which lets the
   * compiler look at many characters at once.
   */
  private boolean isPlain(int from, int to) {
    int special = 0;
    for (int i = from; i < to; i++) {
      int c = text[i];
      special |= (c - ' ') | ((c ^ '"') - 1) | ((c ^ '\\') - 1);
    }
    return special >= 0;
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> put("\\\"");
      case '\\' -> put("\\\\");
      case '\n' -> put("\\n");
      case '\r' -> put("\\r");
      case '\t' -> put("\\t");
      case '\b' -> put("\\b");
      case '\f' -> put("\\f");
      default -> {
        if (c < ' ') {
          reserve(LONGEST_ESCAPE);
          put("\\u00");
          put(HEX[c >> 4]);
          put(HEX[c & 0xf]);
        } else {
          put(c);
        }
      }
    }
  }

  private void put(String plain) {
    reserve(plain.length());
    plain.getChars(0, plain.length(), text, length);
    length += plain.length();
  }

  private void put(char c) {
    reserve(1);
    text[length++] = c;
  }

  private void reserve(int more) {
    if (text.length - length < more) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, length + more));
    }
  }
}
