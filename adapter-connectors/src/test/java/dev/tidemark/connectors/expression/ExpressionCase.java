package dev.tidemark.connectors.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.expression.ExpressionException.Reason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of cases.txt.
 *
 * @param result what the template gives, unless it fails
 * @param failure why it fails; null when it does not
 */
record ExpressionCase(String source, @Nullable Object result, @Nullable Reason failure) {

  static Stream<ExpressionCase> all() {
    return Given.resource("cases.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(ExpressionCase::read);
  }

  private static ExpressionCase read(String line) {
    int arrow = line.lastIndexOf(" => ");
    String source = line.substring(0, arrow);
    String expected = line.substring(arrow + 4);
    String template = source.startsWith("\"") ? Given.json(source).textValue() : source;
    return expected.startsWith("! ")
        ? new ExpressionCase(template, null, Reason.valueOf(expected.substring(2)))
        : new ExpressionCase(template, value(Given.json(expected)), null);
  }

  /** What Java value a result in JSON stands for. */
  private static @Nullable Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL -> null;
      case BOOLEAN -> node.booleanValue();
      case STRING -> node.textValue();
      case NUMBER -> number(node);
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        node.forEach(element -> list.add(value(element)));
        yield list;
      }
      case OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
        yield map;
      }
      case BINARY, MISSING, POJO -> throw new IllegalStateException("no JSON: " + node);
    };
  }

  private static Object number(JsonNode node) {
    if (!node.isIntegralNumber()) {
      return node.doubleValue();
    }
    BigInteger integer = node.bigIntegerValue();
    return integer.bitLength() < 64 ? (Object) integer.longValue() : integer;
  }

  @Override
  public String toString() {
    return source;
  }
}
