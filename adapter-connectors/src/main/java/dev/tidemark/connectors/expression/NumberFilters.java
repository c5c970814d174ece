package dev.tidemark.connectors.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters that make numbers or take them. */
final class NumberFilters {
  private NumberFilters() {}

  static List<Operation> all() {
    return List.of(
        Operation.of("abs", Signature.NONE, (value, arguments) -> absolute(value)),
        Operation.of("int", Signature.of("default?", "base?"), NumberFilters::toInteger),
        Operation.of("float", Signature.of("default?"), NumberFilters::toFloat),
        Operation.of("round", Signature.of("precision?", "method?"), NumberFilters::round),
        Operation.of("sum", Signature.of("attribute?", "start?"), NumberFilters::sum));
  }

  private static Object absolute(@Nullable Object value) {
    Undefined.refuse(value);
    if (value instanceof Duration span) {
      return span.abs();
    }
    if (value == null || !Values.isNumber(value)) {
      throw Fault.type(Kind.wordsFor(value) + " has no absolute value");
    }
    if (value instanceof Double number) {
      return Math.abs(number);
    }
    return Numbers.compare(value, 0L) < 0 ? Numbers.negate(value) : Integers.add(0L, value);
  }

  private static @Nullable Object toInteger(@Nullable Object value, Arguments arguments) {
    Undefined.refuse(value);
    Object other = arguments.valueOr(0, 0L);
    if (value instanceof Double number) {
      return Double.isNaN(number) ? other : truncate(number);
    }
    if (value != null && Values.isInteger(value)) {
      return Integers.add(0L, value);
    }
    if (!(value instanceof String text)) {
      return other;
    }
    int base = arguments.integerOr(1, 10);
    boolean known = base == 0 || (base >= Character.MIN_RADIX && base <= Character.MAX_RADIX);
    Object integer = known ? NumberText.readInteger(text, base) : null;
    if (integer != null) {
      return integer;
    }
    Double number = NumberText.readFloat(text);
    return number == null || !Double.isFinite(number) ? other : truncate(number);
  }

  /** The integer of a float, without what stands behind the point. */
  static Object truncate(double number) {
    if (!Double.isFinite(number)) {
      throw Fault.value("infinity and nan cannot become an integer");
    }
    return Math.abs(number) < 9e15
        ? (Object) (long) number
        : Integers.shrink(new BigDecimal(number).toBigInteger());
  }

  private static @Nullable Object toFloat(@Nullable Object value, Arguments arguments) {
    Undefined.refuse(value);
    if (value != null && Values.isNumber(value)) {
      return Numbers.toDouble(value);
    }
    Double number = value instanceof String text ? NumberText.readFloat(text) : null;
    return number == null ? arguments.valueOr(0, 0.0) : number;
  }

  private static Object round(@Nullable Object value, Arguments arguments) {
    Undefined.refuse(value);
    if (value == null || !Values.isNumber(value)) {
      throw Fault.type(Kind.wordsFor(value) + " cannot be rounded");
    }
    int precision = arguments.integerOr(0, 0);
    String method = arguments.textOr(1, "common");
    RoundingMode mode =
        switch (method) {
          case "common" -> RoundingMode.HALF_EVEN;
          case "ceil" -> RoundingMode.CEILING;
          case "floor" -> RoundingMode.FLOOR;
          default -> throw Fault.value("the method of round must be common, ceil or floor");
        };
    if (mode == RoundingMode.HALF_EVEN) {
      return Numbers.round(value, precision);
    }
    Object scale = Numbers.power(10L, (long) precision);
    Object scaled = Numbers.multiply(value, scale);
    Object whole =
        scaled instanceof Double number
            ? truncate(mode == RoundingMode.CEILING ? Math.ceil(number) : Math.floor(number))
            : scaled;
    return Numbers.divide(whole, scale);
  }

  private static @Nullable Object sum(@Nullable Object value, Arguments arguments) {
    Scope scope = arguments.scope();
    List<Object> path = Access.path(arguments.valueOr(0, null));
    Object sum = arguments.valueOr(1, 0L);
    if (sum instanceof String) {
      throw Fault.type("texts are joined with join, not with sum");
    }
    for (Object element : scope.walk(value)) {
      sum = BinaryOperator.ADD.apply(scope, sum, Access.follow(element, path, null));
    }
    return sum;
  }
}
