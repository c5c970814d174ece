package dev.tidemark.connectors.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON; numbers keep every digit they came with. */
public final class Json {
  private static final int DEEPEST = 500;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // The size of a whole answer is bounded before it comes here.
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  // An error's excerpt of the source could show what is nobody's business.
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /**
   * Reads one JSON text; nothing at all is a missing node.
   *
   * @throws IOException when it is cut off or malformed, nests deeper than 500, or holds a number
   *     whose exponent nobody can count with
   */
  public static JsonNode parse(byte[] text) throws IOException {
    try {
      return present(MAPPER.readTree(text));
    } catch (NumberFormatException e) {
      throw outOfRange();
    }
  }

  /** As {@link #parse(byte[])}, for text. */
  public static JsonNode parse(String text) throws IOException {
    try {
      return present(MAPPER.readTree(text));
    } catch (NumberFormatException e) {
      throw outOfRange();
    }
  }

  private static JsonNode present(@Nullable JsonNode node) {
    return node == null ? MissingNode.getInstance() : node;
  }

  /** Jackson lets the exception of Java's own pass; it shows the number, so it is no cause here. */
  private static JsonParseException outOfRange() {
    return new JsonParseException(null, "a number is out of range");
  }

  /** An empty object. */
  public static ObjectNode object() {
    return NODES.objectNode();
  }

  /** An empty array. */
  public static ArrayNode array() {
    return NODES.arrayNode();
  }

  /** The bytes of a request body. */
  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The canonical text, as {@link CanonicalJson} writes it. */
  public static String canonical(JsonNode node) {
    return new CanonicalJson().text(node);
  }

  /** The node for a value of an expression or of a manifest: text, number, boolean, map, list. */
  public static JsonNode node(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case JsonNode node -> node;
      case String text -> NODES.textNode(text);
      case Boolean flag -> NODES.booleanNode(flag);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case BigInteger number -> NODES.numberNode(number);
      case BigDecimal number -> NODES.numberNode(number);
      case List<?> list -> {
        ArrayNode array = array();
        list.forEach(element -> array.add(node(element)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = object();
        map.forEach((key, element) -> object.set(String.valueOf(key), node(element)));
        yield object;
      }
      default -> NODES.textNode(value.toString());
    };
  }
}
