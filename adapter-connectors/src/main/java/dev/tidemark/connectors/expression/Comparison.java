package dev.tidemark.connectors.expression;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A chain of comparisons, {@code a < b <= c}: true when every link is, evaluated no further than
 * needed.
 */
record Comparison(Expression first, List<Link> links) implements Expression {

  /** An operator and what stands behind it. */
  record Link(int position, Operator operator, Expression operand) {}

  enum Operator {
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    IN("in"),
    NOT_IN("not in");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    boolean holds(Scope scope, @Nullable Object left, @Nullable Object right) {
      return switch (this) {
        case EQUAL -> Equality.equal(scope, left, right);
        case UNEQUAL -> !Equality.equal(scope, left, right);
        case LESS -> Ordering.isLess(scope, left, right);
        case LESS_OR_EQUAL -> Ordering.isLessOrEqual(scope, left, right);
        case GREATER -> Ordering.isLess(scope, right, left);
        case GREATER_OR_EQUAL -> Ordering.isLessOrEqual(scope, right, left);
        case IN -> Ordering.contains(scope, right, left);
        case NOT_IN -> !Ordering.contains(scope, right, left);
      };
    }
  }

  @Override
  public int position() {
    return links.getFirst().position();
  }

  @Override
  public Object evaluate(Scope scope) {
    Object left = first.evaluate(scope);
    for (Link link : links) {
      Object right = link.operand.evaluate(scope);
      scope.at(link.position);
      if (!link.operator.holds(scope, left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }

  @Override
  public List<Expression> children() {
    return Stream.concat(Stream.of(first), links.stream().map(Link::operand)).toList();
  }
}
