package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the tokens of a tag by precedence, with Jinja's grammar. */
final class ExpressionParser {
  private static final int CONDITIONAL = 10;
  private static final int OR = 20;
  private static final int AND = 30;
  private static final int NOT = 40;
  private static final int COMPARISON = 50;
  private static final int CONCATENATION = 70;
  private static final int DEEPEST = 100;

  private static final Map<String, BinaryOperator> ARITHMETIC =
      Map.of(
          "+", BinaryOperator.ADD,
          "-", BinaryOperator.SUBTRACT,
          "*", BinaryOperator.MULTIPLY,
          "/", BinaryOperator.DIVIDE,
          "//", BinaryOperator.FLOOR_DIVIDE,
          "%", BinaryOperator.MODULO,
          "**", BinaryOperator.POWER);
  private static final Map<String, Comparison.Operator> COMPARISONS =
      Map.of(
          "==", Comparison.Operator.EQUAL,
          "!=", Comparison.Operator.UNEQUAL,
          "<", Comparison.Operator.LESS,
          "<=", Comparison.Operator.LESS_OR_EQUAL,
          ">", Comparison.Operator.GREATER,
          ">=", Comparison.Operator.GREATER_OR_EQUAL);

  private final Tokens tokens;
  private final OperandParser operands;
  private int depth;

  ExpressionParser(Tokens tokens, KnownNames names) {
    this.tokens = tokens;
    this.operands = new OperandParser(tokens, names, this);
  }

  /** One expression, or several with commas between them, which are a tuple. */
  Expression parseTuple(boolean withConditional) {
    int position = tokens.peek().position();
    int least = withConditional ? CONDITIONAL : OR;
    Expression first = parse(least);
    if (!tokens.peek().isOperator(",")) {
      return first;
    }
    List<Expression> elements = new ArrayList<>(List.of(first));
    while (tokens.acceptOperator(",") && !isTupleEnd()) {
      elements.add(parse(least));
    }
    return new Expression.ListDisplay(position, true, elements);
  }

  private boolean isTupleEnd() {
    Token token = tokens.peek();
    return token.type() == Token.Type.END || token.isOperator(")");
  }

  /** One expression. */
  Expression parse() {
    return parse(CONDITIONAL);
  }

  private Expression parse(int least) {
    if (++depth > DEEPEST) {
      throw tokens.unexpected("an expression nested no deeper than " + DEEPEST);
    }
    Expression left = least <= NOT && tokens.peek().isName("not") ? parseNot() : operands.parse();
    for (Expression next = parseBehind(left, least);
        next != null;
        next = parseBehind(left, least)) {
      left = next;
    }
    depth--;
    return left;
  }

  private Expression parseNot() {
    int position = tokens.next().position();
    return new Expression.Not(position, parse(NOT));
  }

  /**
   * What an operator behind an expression makes of it; the expression itself when there is none.
   */
  private @Nullable Expression parseBehind(Expression left, int least) {
    Token token = tokens.peek();
    return switch (token.type()) {
      case NAME -> parseBehindName(left, token, least);
      case OPERATOR -> {
        BinaryOperator operator = ARITHMETIC.get(token.text());
        if (operator != null) {
          yield least <= operator.binding() ? parseArithmetic(left, operator) : null;
        }
        if (token.isOperator("~")) {
          yield least <= CONCATENATION ? parseConcatenation(left) : null;
        }
        boolean compares = COMPARISONS.containsKey(token.text());
        yield compares && least <= COMPARISON ? parseComparison(left) : null;
      }
      case TEXT, NUMBER, END -> null;
    };
  }

  private @Nullable Expression parseBehindName(Expression left, Token token, int least) {
    return switch (token.text()) {
      case "if" -> least <= CONDITIONAL ? parseConditional(left) : null;
      case "or" -> least <= OR ? parseLogical(left, false) : null;
      case "and" -> least <= AND ? parseLogical(left, true) : null;
      case "in" -> least <= COMPARISON ? parseComparison(left) : null;
      case "not" ->
          least <= COMPARISON && tokens.peekSecond().isName("in") ? parseComparison(left) : null;
      default -> null;
    };
  }

  private Expression parseConditional(Expression then) {
    int position = tokens.next().position();
    Expression condition = parse(OR);
    Expression otherwise = tokens.acceptName("else") ? parse(CONDITIONAL) : null;
    return new Expression.Conditional(position, condition, then, otherwise);
  }

  private Expression parseLogical(Expression left, boolean isAnd) {
    int position = tokens.next().position();
    return new Expression.Logical(position, isAnd, left, parse((isAnd ? AND : OR) + 1));
  }

  private Expression parseArithmetic(Expression left, BinaryOperator operator) {
    int position = tokens.next().position();
    return new Expression.Arithmetic(position, operator, left, parse(operator.binding() + 1));
  }

  private Expression parseConcatenation(Expression first) {
    int position = tokens.peek().position();
    List<Expression> parts = new ArrayList<>(List.of(first));
    while (tokens.acceptOperator("~")) {
      parts.add(parse(CONCATENATION + 1));
    }
    return new Expression.Concatenation(position, parts);
  }

  private Expression parseComparison(Expression first) {
    List<Comparison.Link> links = new ArrayList<>();
    for (Comparison.Operator operator = comparison(); operator != null; operator = comparison()) {
      int position = tokens.next().position();
      if (operator == Comparison.Operator.NOT_IN) {
        tokens.next();
      }
      links.add(new Comparison.Link(position, operator, parse(COMPARISON + 1)));
    }
    return new Comparison(first, links);
  }

  /** The comparison that stands next, or null. */
  private Comparison.@Nullable Operator comparison() {
    Token token = tokens.peek();
    if (token.isName("in")) {
      return Comparison.Operator.IN;
    }
    if (token.isName("not") && tokens.peekSecond().isName("in")) {
      return Comparison.Operator.NOT_IN;
    }
    return token.type() == Token.Type.OPERATOR ? COMPARISONS.get(token.text()) : null;
  }
}
