package dev.tidemark.connectors.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node of a parsed expression; immutable, and evaluated by any number of threads. */
sealed interface Expression
    permits Expression.Constant,
        Expression.Name,
        Expression.Variable,
        Expression.Attribute,
        Expression.Item,
        Expression.Slice,
        Expression.Logical,
        Expression.Not,
        Expression.Conditional,
        Expression.Arithmetic,
        Expression.Signed,
        Expression.Concatenation,
        Expression.ListDisplay,
        Comparison,
        DictDisplay,
        Call,
        MethodCall,
        Traversal {

  /** Where the node stands in the template, for messages. */
  int position();

  @Nullable Object evaluate(Scope scope);

  List<Expression> children();

  /** Whether it gives the same value in every evaluation. */
  default boolean isConstant() {
    return children().stream().allMatch(Expression::isConstant);
  }

  /** The number of nodes on the longest way down, counted without recursion. */
  static int depth(Expression root) {
    record Step(Expression node, int depth) {}
    int deepest = 0;
    Deque<Step> steps = new ArrayDeque<>(List.of(new Step(root, 1)));
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      deepest = Math.max(deepest, step.depth);
      step.node.children().forEach(child -> steps.push(new Step(child, step.depth + 1)));
    }
    return deepest;
  }

  /** The expressions that are there. */
  static List<Expression> present(@Nullable Expression... expressions) {
    return Stream.of(expressions).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  record Constant(int position, @Nullable Object value) implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      return value;
    }

    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /** A name that the world gives a value to. */
  record Name(int position, String name) implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      scope.at(position);
      return Values.of(scope.names().value(name));
    }

    @Override
    public List<Expression> children() {
      return List.of();
    }

    @Override
    public boolean isConstant() {
      return false;
    }
  }

  /** A name that a statement of the template gives a value to. */
  record Variable(int position, String name) implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      return scope.variable(name);
    }

    @Override
    public List<Expression> children() {
      return List.of();
    }

    @Override
    public boolean isConstant() {
      return false;
    }
  }

  record Attribute(int position, Expression target, String name, Undefined missing)
      implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      Object value = target.evaluate(scope);
      scope.at(position);
      Object found = Access.attribute(value, name);
      return found == Marker.ABSENT ? missing : found;
    }

    @Override
    public List<Expression> children() {
      return List.of(target);
    }
  }

  record Item(int position, Expression target, Expression index, Undefined missing)
      implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      Object value = target.evaluate(scope);
      Object key = index.evaluate(scope);
      scope.at(position);
      Object found = Access.item(value, key);
      return found == Marker.ABSENT ? missing : found;
    }

    @Override
    public List<Expression> children() {
      return List.of(target, index);
    }
  }

  record Slice(
      int position,
      Expression target,
      @Nullable Expression start,
      @Nullable Expression end,
      @Nullable Expression step)
      implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      Object value = target.evaluate(scope);
      Object from = start == null ? null : start.evaluate(scope);
      Object to = end == null ? null : end.evaluate(scope);
      Object by = step == null ? null : step.evaluate(scope);
      scope.at(position);
      return Access.slice(scope, value, from, to, by);
    }

    @Override
    public List<Expression> children() {
      return present(target, start, end, step);
    }
  }

  /** {@code and} or {@code or}: gives the operand that decides, as Python does. */
  record Logical(int position, boolean isAnd, Expression left, Expression right)
      implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      Object value = left.evaluate(scope);
      scope.at(position);
      return Values.isTrue(value) == isAnd ? right.evaluate(scope) : value;
    }

    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  record Not(int position, Expression operand) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      Object value = operand.evaluate(scope);
      scope.at(position);
      return !Values.isTrue(value);
    }

    @Override
    public List<Expression> children() {
      return List.of(operand);
    }
  }

  /** {@code a if condition else b}; without the else it may be undefined. */
  record Conditional(
      int position, Expression condition, Expression then, @Nullable Expression otherwise)
      implements Expression {
    private static final Undefined NOTHING = Undefined.of("the value of an 'if' without an 'else'");

    @Override
    public @Nullable Object evaluate(Scope scope) {
      Object value = condition.evaluate(scope);
      scope.at(position);
      if (Values.isTrue(value)) {
        return then.evaluate(scope);
      }
      return otherwise == null ? NOTHING : otherwise.evaluate(scope);
    }

    @Override
    public List<Expression> children() {
      return present(condition, then, otherwise);
    }
  }

  record Arithmetic(int position, BinaryOperator operator, Expression left, Expression right)
      implements Expression {
    @Override
    public @Nullable Object evaluate(Scope scope) {
      Object first = left.evaluate(scope);
      Object second = right.evaluate(scope);
      scope.at(position);
      return operator.apply(scope, first, second);
    }

    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  /** A number or duration behind a sign. */
  record Signed(int position, boolean isMinus, Expression operand) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      Object value = operand.evaluate(scope);
      scope.at(position);
      return Access.signed(value, isMinus);
    }

    @Override
    public List<Expression> children() {
      return List.of(operand);
    }
  }

  /** Operands of {@code ~}, joined as text. */
  record Concatenation(int position, List<Expression> parts) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      StringBuilder text = new StringBuilder();
      for (Expression part : parts) {
        Object value = part.evaluate(scope);
        scope.at(position);
        text.append(scope.print(value));
        scope.refuseLongText(text.length());
      }
      return text.toString();
    }

    @Override
    public List<Expression> children() {
      return parts;
    }
  }

  record ListDisplay(int position, boolean isTuple, List<Expression> elements)
      implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      List<@Nullable Object> values = new ArrayList<>(elements.size());
      for (Expression element : elements) {
        values.add(element.evaluate(scope));
      }
      scope.at(position);
      scope.made(values);
      return isTuple ? Tuple.of(values) : values;
    }

    @Override
    public List<Expression> children() {
      return elements;
    }
  }
}
