package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses what stands between operators: literals, names, accesses, calls, filters and tests. */
final class OperandParser {
  private static final Set<String> NO_ARGUMENT_OF_A_TEST =
      Set.of("else", "or", "and", "if", "in", "not", "is");

  private final Tokens tokens;
  private final KnownNames names;
  private final ExpressionParser expressions;
  private final CallParser calls;

  OperandParser(Tokens tokens, KnownNames names, ExpressionParser expressions) {
    this.tokens = tokens;
    this.names = names;
    this.expressions = expressions;
    this.calls = new CallParser(tokens, names, expressions);
  }

  /** An operand with the filters and tests behind it. */
  Expression parse() {
    Expression operand = parseSigned();
    while (true) {
      if (tokens.peek().isOperator("|")) {
        operand = calls.parseFilter(operand);
      } else if (tokens.peek().isName("is")) {
        operand = parseTest(operand);
      } else if (tokens.peek().isOperator("(")) {
        throw tokens.unexpected("an operator; only macros and methods can be called");
      } else {
        return operand;
      }
    }
  }

  /** As in Jinja a sign binds closer than {@code **}, and filters apply to what is signed. */
  private Expression parseSigned() {
    List<Token> signs = new ArrayList<>();
    while (tokens.peek().isOperator("-") || tokens.peek().isOperator("+")) {
      signs.add(tokens.next());
    }
    Expression operand = parseAccess(parsePrimary());
    for (Token sign : signs.reversed()) {
      operand = new Expression.Signed(sign.position(), sign.isOperator("-"), operand);
    }
    return operand;
  }

  private Expression parsePrimary() {
    Token token = tokens.peek();
    return switch (token.type()) {
      case NUMBER -> new Expression.Constant(token.position(), tokens.next().value());
      case TEXT -> parseText();
      case NAME -> parseName();
      case OPERATOR ->
          switch (token.text()) {
            case "(" -> parseParentheses();
            case "[" -> parseList();
            case "{" -> parseDict();
            default -> throw tokens.unexpected("an expression");
          };
      case END -> throw tokens.unexpected("an expression");
    };
  }

  /** Texts next to each other are one text. */
  private Expression parseText() {
    int position = tokens.peek().position();
    StringBuilder text = new StringBuilder();
    while (tokens.peek().type() == Token.Type.TEXT) {
      text.append(tokens.next().text());
    }
    return new Expression.Constant(position, text.toString());
  }

  private Expression parseName() {
    Token name = tokens.next();
    return switch (name.text()) {
      case "true", "True" -> new Expression.Constant(name.position(), true);
      case "false", "False" -> new Expression.Constant(name.position(), false);
      case "none", "None" -> new Expression.Constant(name.position(), null);
      default -> tokens.peek().isOperator("(") ? calls.parseMacro(name) : names.resolve(name);
    };
  }

  private Expression parseParentheses() {
    int position = tokens.next().position();
    if (tokens.acceptOperator(")")) {
      return new Expression.ListDisplay(position, true, List.of());
    }
    Expression inside = expressions.parseTuple(true);
    tokens.expectOperator(")");
    return inside;
  }

  private Expression parseList() {
    int position = tokens.next().position();
    List<Expression> elements = new ArrayList<>();
    while (!tokens.acceptOperator("]")) {
      elements.add(expressions.parse());
      if (!tokens.peek().isOperator("]")) {
        tokens.expectOperator(",");
      }
    }
    return new Expression.ListDisplay(position, false, elements);
  }

  private Expression parseDict() {
    int position = tokens.next().position();
    List<DictDisplay.Entry> entries = new ArrayList<>();
    while (!tokens.acceptOperator("}")) {
      Expression key = expressions.parse();
      tokens.expectOperator(":");
      entries.add(new DictDisplay.Entry(key, expressions.parse()));
      if (!tokens.peek().isOperator("}")) {
        tokens.expectOperator(",");
      }
    }
    return new DictDisplay(position, entries);
  }

  /** Attributes, elements, slices and calls behind an operand. */
  private Expression parseAccess(Expression target) {
    Expression operand = target;
    while (true) {
      if (tokens.acceptOperator(".")) {
        operand = parseAttribute(operand);
      } else if (tokens.peek().isOperator("[")) {
        operand = parseItem(operand);
      } else if (tokens.peek().isOperator("(")) {
        throw tokens.unexpected("an operator; only macros and methods can be called");
      } else {
        return operand;
      }
    }
  }

  private Expression parseAttribute(Expression target) {
    Token name = tokens.peek();
    if (name.value() instanceof Long) {
      tokens.next();
      return item(name.position(), target, new Expression.Constant(name.position(), name.value()));
    }
    tokens.expectName("the name of an attribute");
    if (tokens.peek().isOperator("(")) {
      return calls.parseMethod(target, name);
    }
    if (Objects.requireNonNull(Vocabulary.METHODS.get(Kind.MAPPING)).containsKey(name.text())) {
      names.problem(
          name.position(),
          "the method '" + name.text() + "' without a call",
          "'." + name.text() + "()' for the method, ['" + name.text() + "'] for the field");
    }
    Undefined missing = Undefined.of("the attribute '" + name.text() + "'");
    return new Expression.Attribute(name.position(), target, name.text(), missing);
  }

  private Expression parseItem(Expression target) {
    int position = tokens.next().position();
    Expression start = tokens.peek().isOperator(":") ? null : expressions.parse();
    if (start != null && !tokens.peek().isOperator(":")) {
      tokens.expectOperator("]");
      return item(position, target, start);
    }
    tokens.expectOperator(":");
    Expression end = parseBound();
    Expression step = tokens.acceptOperator(":") ? parseBound() : null;
    tokens.expectOperator("]");
    return new Expression.Slice(position, target, start, end, step);
  }

  private @Nullable Expression parseBound() {
    boolean absent = tokens.peek().isOperator(":") || tokens.peek().isOperator("]");
    return absent ? null : expressions.parse();
  }

  private static Expression item(int position, Expression target, Expression index) {
    boolean named = index instanceof Expression.Constant constant && constant.value() != null;
    String what =
        named
            ? "the element " + PythonText.repr(((Expression.Constant) index).value())
            : "an element";
    return new Expression.Item(position, target, index, Undefined.of(what));
  }

  private Expression parseTest(Expression subject) {
    tokens.next();
    boolean negated = tokens.acceptName("not");
    Token name = tokens.expectName("the name of a test");
    Expression test = calls.parseTest(subject, name, parseTestArgument());
    return negated ? new Expression.Not(name.position(), test) : test;
  }

  /** The argument of a test without parentheses, or null. */
  private @Nullable Expression parseTestArgument() {
    Token token = tokens.peek();
    boolean starts =
        switch (token.type()) {
          case TEXT, NUMBER -> true;
          case NAME -> !NO_ARGUMENT_OF_A_TEST.contains(token.text());
          case OPERATOR -> token.isOperator("[") || token.isOperator("{");
          case END -> false;
        };
    return starts ? parseAccess(parsePrimary()) : null;
  }
}
