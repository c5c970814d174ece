package dev.tidemark.connectors.expression;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses calls and sees that what is called is known and takes the arguments. */
final class CallParser {
  private static final Names NOTHING =
      Names.of(Map.of(), InstantSource.fixed(Instant.EPOCH), () -> "");

  private final Tokens tokens;
  private final KnownNames names;
  private final ExpressionParser expressions;

  CallParser(Tokens tokens, KnownNames names, ExpressionParser expressions) {
    this.tokens = tokens;
    this.names = names;
    this.expressions = expressions;
  }

  /** Arguments as they are written. */
  record Written(List<Expression> positional, Map<String, Expression> named) {
    static final Written NONE = new Written(List.of(), Map.of());
  }

  private Written parseArguments() {
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    tokens.expectOperator("(");
    while (!tokens.acceptOperator(")")) {
      if (tokens.peek().isOperator("*") || tokens.peek().isOperator("**")) {
        throw tokens.unexpected("arguments written out one by one");
      }
      if (tokens.peek().type() == Token.Type.NAME && tokens.peekSecond().isOperator("=")) {
        Token name = tokens.next();
        tokens.next();
        if (named.put(name.text(), expressions.parse()) != null) {
          names.problem(name.position(), "the argument '" + name.text() + "' twice", "it once");
        }
      } else if (!named.isEmpty()) {
        throw tokens.unexpected("arguments without a name in front of those with one");
      } else {
        positional.add(expressions.parse());
      }
      if (!tokens.peek().isOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    return new Written(positional, named);
  }

  private Written parseOptionalArguments() {
    return tokens.peek().isOperator("(") ? parseArguments() : Written.NONE;
  }

  Expression parseMacro(Token name) {
    Written written = parseArguments();
    Operation macro = Vocabulary.MACROS.get(name.text());
    if (macro == null) {
      return unknown(name, "macro", Vocabulary.MACROS.keySet());
    }
    return call(name, "macro", macro, null, written);
  }

  Expression parseFilter(Expression subject) {
    tokens.next();
    Token name = tokens.expectName("the name of a filter");
    Written written = parseOptionalArguments();
    if (Vocabulary.TRAVERSALS.contains(name.text())) {
      return new TraversalParser(names, this).build(name, subject, written);
    }
    Operation filter = Vocabulary.FILTERS.get(name.text());
    if (filter == null) {
      return unknown(name, "filter", Vocabulary.filterNames());
    }
    return call(name, "filter", filter, subject, written);
  }

  /** A test whose argument may stand behind it without parentheses. */
  Expression parseTest(Expression subject, Token name, @Nullable Expression argument) {
    Written written =
        argument != null ? new Written(List.of(argument), Map.of()) : parseOptionalArguments();
    Operation test = Vocabulary.TESTS.get(name.text());
    if (test == null) {
      return unknown(name, "test", Vocabulary.TESTS.keySet());
    }
    return call(name, "test", test, subject, written);
  }

  Expression unknown(Token name, String what, Collection<String> known) {
    names.problem(
        name.position(), "the unknown " + what + " '" + name.text() + "'", Vocabulary.oneOf(known));
    return new Expression.Constant(name.position(), null);
  }

  private Expression call(
      Token name, String what, Operation operation, @Nullable Expression subject, Written written) {
    CallArguments arguments = bind(name, what, operation, written);
    return new Call(name.position(), operation, subject, arguments);
  }

  /** The arguments in the order of the parameters; what does not fit is a problem. */
  CallArguments bind(Token name, String what, Operation operation, Written written) {
    Signature.Binding binding = operation.signature().bind(written.positional, written.named);
    CallArguments arguments = CallArguments.of(binding);
    if (binding.refusal() != null) {
      names.problem(
          name.position(),
          "the " + what + " '" + name.text() + "' with " + binding.refusal(),
          name.text() + operation.signature().words());
    } else if (arguments.expressions().stream().allMatch(Expression.Constant.class::isInstance)) {
      check(name, what, operation, arguments);
    }
    return arguments;
  }

  private void check(Token name, String what, Operation operation, CallArguments arguments) {
    try {
      operation.check().accept(arguments.evaluate(new Scope(NOTHING)));
    } catch (Fault fault) {
      names.problem(
          name.position(),
          "the " + what + " '" + name.text() + "' with an argument it refuses",
          "another one: " + fault.sentence());
    }
  }

  /** A method, which must be one of some kind of value that takes the arguments. */
  Expression parseMethod(Expression target, Token name) {
    Written written = parseArguments();
    Map<Kind, Operation> methods = Vocabulary.methodsNamed(name.text());
    if (methods.isEmpty()) {
      return unknown(name, "method", Vocabulary.methodNames());
    }
    Map<Kind, MethodCall.Variant> variants = new EnumMap<>(Kind.class);
    methods.forEach((kind, method) -> {
      Signature.Binding binding = method.signature().bind(written.positional, written.named);
      if (binding.refusal() == null) {
        variants.put(kind, new MethodCall.Variant(method, CallArguments.of(binding)));
      }
    });
    if (variants.isEmpty()) {
      names.problem(
          name.position(),
          "the method '" + name.text() + "' with arguments it does not take",
          methods.values().stream()
              .map(method -> name.text() + method.signature().words())
              .distinct()
              .collect(Collectors.joining(" or ")));
    }
    return new MethodCall(name.position(), target, name.text(), variants);
  }
}
