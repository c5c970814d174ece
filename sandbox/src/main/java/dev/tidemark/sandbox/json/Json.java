package dev.tidemark.sandbox.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** JSON texts and trees. */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A new, empty array. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** A text that is a list of ready-made texts. */
  public static byte[] list(List<byte[]> items) {
    byte[] whole = withList(object(), "a", items);
    return Arrays.copyOfRange(whole, 5, whole.length - 1);
  }

  /** The object in a text that is known to hold one. */
  public static ObjectNode object(byte[] json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of a text from outside; throws an {@link IllegalArgumentException} if it is none. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the body is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  public static byte[] bytes(JsonNode tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An object's text with an array of ready-made texts as its last field. */
  public static byte[] withList(ObjectNode object, String field, List<byte[]> items) {
    byte[] head = bytes(object);
    int size = items.stream().mapToInt(item -> item.length + 1).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + size + 32);
    out.write(head, 0, head.length - 1);
    String opening = (object.isEmpty() ? "\"" : ",\"") + field + "\":[";
    out.writeBytes(opening.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(items.get(i));
    }
    out.write(']');
    out.write('}');
    return out.toByteArray();
  }

  /** The text of an object with one field, whose value is a ready-made text. */
  public static byte[] wrapped(String field, byte[] value) {
    byte[] opening = ("{\"" + field + "\":").getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(opening, opening.length + value.length + 1);
    System.arraycopy(value, 0, whole, opening.length, value.length);
    whole[whole.length - 1] = '}';
    return whole;
  }

  /** The text of two objects in one: the fields of the first, then those of the second. */
  public static byte[] joined(byte[] first, byte[] second) {
    if (second.length <= 2) {
      return first;
    }
    byte[] both = new byte[first.length + second.length - 1];
    System.arraycopy(first, 0, both, 0, first.length - 1);
    both[first.length - 1] = ',';
    System.arraycopy(second, 1, both, first.length, second.length - 1);
    return both;
  }
}
