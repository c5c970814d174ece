package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the filters whose arguments name another filter or a test. */
final class TraversalParser {
  private final KnownNames names;
  private final CallParser calls;

  TraversalParser(KnownNames names, CallParser calls) {
    this.names = names;
    this.calls = calls;
  }

  Expression build(Token name, Expression source, CallParser.Written written) {
    return switch (name.text()) {
      case "map" -> buildMap(name, source, written);
      case "select" -> buildSelect(name, source, written, Traversal.Purpose.SELECT, false);
      case "reject" -> buildSelect(name, source, written, Traversal.Purpose.REJECT, false);
      case "selectattr" -> buildSelect(name, source, written, Traversal.Purpose.SELECT, true);
      default -> buildSelect(name, source, written, Traversal.Purpose.REJECT, true);
    };
  }

  private Expression buildMap(Token name, Expression source, CallParser.Written written) {
    Map<String, Expression> named = new LinkedHashMap<>(written.named());
    if (written.positional().isEmpty() && named.containsKey("attribute")) {
      Expression attribute = named.remove("attribute");
      Expression fallback = named.remove("default");
      if (!named.isEmpty()) {
        refuse(name, "map(attribute='a'), map(attribute='a', default='b') or map('filter')");
      }
      return traversal(name, Traversal.Purpose.MAP, source, attribute, fallback, null, null);
    }
    Token filter = literal(name, written.positional(), 0, "filter");
    if (filter == null) {
      return source;
    }
    Operation operation = Vocabulary.FILTERS.get(filter.text());
    if (operation == null) {
      return calls.unknown(filter, "filter", Vocabulary.FILTERS.keySet());
    }
    CallArguments arguments = bind(filter, "filter", operation, written, 1);
    return traversal(name, Traversal.Purpose.MAP, source, null, null, operation, arguments);
  }

  private Expression buildSelect(
      Token name,
      Expression source,
      CallParser.Written written,
      Traversal.Purpose purpose,
      boolean byAttribute) {
    int first = byAttribute ? 1 : 0;
    List<Expression> positional = written.positional();
    if (positional.size() < first) {
      refuse(name, name.text() + "('attribute') or " + name.text() + "('attribute', 'test')");
      return source;
    }
    Expression attribute = byAttribute ? positional.getFirst() : null;
    if (positional.size() == first) {
      return traversal(name, purpose, source, attribute, null, null, null);
    }
    Token test = literal(name, positional, first, "test");
    if (test == null) {
      return source;
    }
    Operation operation = Vocabulary.TESTS.get(test.text());
    if (operation == null) {
      return calls.unknown(test, "test", Vocabulary.TESTS.keySet());
    }
    CallArguments arguments = bind(test, "test", operation, written, first + 1);
    return traversal(name, purpose, source, attribute, null, operation, arguments);
  }

  private CallArguments bind(
      Token name, String what, Operation operation, CallParser.Written written, int from) {
    List<Expression> rest =
        new ArrayList<>(written.positional().subList(from, written.positional().size()));
    return calls.bind(name, what, operation, new CallParser.Written(rest, written.named()));
  }

  /** The name that an argument spells out; it has to be known when the template is parsed. */
  private @Nullable Token literal(Token name, List<Expression> arguments, int index, String what) {
    if (index < arguments.size()
        && arguments.get(index) instanceof Expression.Constant(int position, String text)) {
      return new Token(Token.Type.NAME, text, text, position);
    }
    refuse(name, "the name of a " + what + ", written as a text");
    return null;
  }

  private void refuse(Token name, String accepted) {
    names.problem(
        name.position(), "the filter '" + name.text() + "' with other arguments", accepted);
  }

  private static Expression traversal(
      Token name,
      Traversal.Purpose purpose,
      Expression source,
      @Nullable Expression attribute,
      @Nullable Expression fallback,
      @Nullable Operation each,
      @Nullable CallArguments arguments) {
    return new Traversal(
        name.position(),
        purpose,
        source,
        attribute,
        fallback,
        each,
        arguments == null ? new CallArguments(List.of(), Map.of(), new Memo()) : arguments);
  }
}
