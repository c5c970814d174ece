package dev.tidemark.connectors.expression;

import org.jspecify.annotations.Nullable;

/** The arithmetic operators, with Python's meanings for every type that has one. */
enum BinaryOperator {
  ADD("+", 60),
  SUBTRACT("-", 60),
  MULTIPLY("*", 80),
  DIVIDE("/", 80),
  FLOOR_DIVIDE("//", 80),
  MODULO("%", 80),
  POWER("**", 90);

  private final String sign;
  private final int binding;

  BinaryOperator(String sign, int binding) {
    this.sign = sign;
    this.binding = binding;
  }

  String sign() {
    return sign;
  }

  /** How tightly it binds; all of them group from the left, also {@code **}. */
  int binding() {
    return binding;
  }

  @Nullable Object apply(Scope scope, @Nullable Object left, @Nullable Object right) {
    if (this == MODULO && left instanceof String format) {
      return scope.made(PercentFormat.format(scope, format, right));
    }
    if (left != null && right != null) {
      if (Values.isNumber(left) && Values.isNumber(right)) {
        return ofNumbers(left, right);
      }
      Object result = ofOthers(scope, left, right);
      if (result != null) {
        return result;
      }
    }
    Undefined.refuse(left);
    Undefined.refuse(right);
    throw Fault.type(
        "'"
            + sign
            + "' has no meaning between "
            + Kind.wordsFor(left)
            + " and "
            + Kind.wordsFor(right));
  }

  private Object ofNumbers(Object left, Object right) {
    return switch (this) {
      case ADD -> Numbers.add(left, right);
      case SUBTRACT -> Numbers.subtract(left, right);
      case MULTIPLY -> Numbers.multiply(left, right);
      case DIVIDE -> Numbers.divide(left, right);
      case FLOOR_DIVIDE -> Numbers.floorDivide(left, right);
      case MODULO -> Numbers.modulo(left, right);
      case POWER -> Numbers.power(left, right);
    };
  }

  private @Nullable Object ofOthers(Scope scope, Object left, Object right) {
    return switch (this) {
      case ADD ->
          left instanceof String || Values.isSequence(left)
              ? Joining.add(scope, left, right)
              : SpanMath.add(left, right);
      case SUBTRACT -> SpanMath.subtract(left, right);
      case MULTIPLY -> multiply(scope, left, right);
      case DIVIDE -> SpanMath.divide(left, right);
      case FLOOR_DIVIDE -> SpanMath.floorDivide(left, right);
      case MODULO -> SpanMath.modulo(left, right);
      case POWER -> null;
    };
  }

  private static @Nullable Object multiply(Scope scope, Object left, Object right) {
    if (Values.isInteger(right) && isRepeatable(left)) {
      return Joining.repeat(scope, left, right);
    }
    if (Values.isInteger(left) && isRepeatable(right)) {
      return Joining.repeat(scope, right, left);
    }
    return SpanMath.multiply(left, right);
  }

  private static boolean isRepeatable(Object value) {
    return value instanceof String || Values.isSequence(value);
  }
}
