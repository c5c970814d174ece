package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tests behind {@code is}. */
final class Tests {
  private static final Map<Comparison.Operator, List<String>> COMPARISONS =
      Map.of(
          Comparison.Operator.EQUAL, List.of("eq", "equalto", "=="),
          Comparison.Operator.UNEQUAL, List.of("ne", "!="),
          Comparison.Operator.GREATER, List.of("gt", "greaterthan", ">"),
          Comparison.Operator.GREATER_OR_EQUAL, List.of("ge", ">="),
          Comparison.Operator.LESS, List.of("lt", "lessthan", "<"),
          Comparison.Operator.LESS_OR_EQUAL, List.of("le", "<="),
          Comparison.Operator.IN, List.of("in"));

  private Tests() {}

  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    all.add(test("defined", value -> !(value instanceof Undefined)));
    all.add(test("undefined", value -> value instanceof Undefined));
    all.add(test("none", value -> value == null));
    all.add(test("boolean", value -> value instanceof Boolean));
    all.add(test("true", value -> Boolean.TRUE.equals(value)));
    all.add(test("false", value -> Boolean.FALSE.equals(value)));
    all.add(test("integer", value -> Values.isInteger(value) && !(value instanceof Boolean)));
    all.add(test("float", value -> value instanceof Double));
    all.add(test("number", Values::isNumber));
    all.add(test("string", value -> value instanceof String));
    all.add(test("mapping", Values::isMapping));
    all.add(test("iterable", Walk::isIterable));
    all.add(test("sequence", Tests::isSequence));
    all.add(test("lower", value -> TextTests.isLower(PythonText.of(value))));
    all.add(test("upper", value -> TextTests.isUpper(PythonText.of(value))));
    all.add(test("even", value -> remainder(value, 2L) == 0));
    all.add(test("odd", value -> remainder(value, 2L) == 1));
    all.add(
        Operation.of(
            "divisibleby",
            Signature.of("num"),
            (value, arguments) -> remainder(value, arguments.value(0)) == 0));
    all.add(
        Operation.of(
            "sameas",
            Signature.of("other"),
            (value, arguments) -> isSame(value, arguments.value(0))));
    COMPARISONS.forEach(
        (operator, names) -> names.forEach(name -> all.add(comparison(name, operator))));
    return all;
  }

  private static Operation test(String name, Predicate<@Nullable Object> test) {
    return Operation.of(name, Signature.NONE, (value, arguments) -> test.test(value));
  }

  private static Operation comparison(String name, Comparison.Operator operator) {
    return Operation.of(
        name,
        Signature.of("other"),
        (value, arguments) -> operator.holds(arguments.scope(), value, arguments.value(0)));
  }

  /** Whatever has a length and elements that can be asked for; an undefined value has both. */
  private static boolean isSequence(@Nullable Object value) {
    return switch (Kind.of(value)) {
      case TEXT, LIST, TUPLE, MAPPING, UNDEFINED -> true;
      case NONE, BOOLEAN, INTEGER, FLOAT, VIEW, SERIES, DATETIME, DATE, TIME_SPAN, CALENDAR_SPAN ->
          false;
    };
  }

  private static double remainder(@Nullable Object value, @Nullable Object divisor) {
    Undefined.refuse(value);
    Undefined.refuse(divisor);
    if (value == null || divisor == null || !Values.isNumber(value) || !Values.isNumber(divisor)) {
      throw Fault.type("only numbers have a remainder");
    }
    return Numbers.toDouble(Numbers.modulo(value, divisor));
  }

  @SuppressWarnings("ReferenceEquality") // identity is what is asked for
  private static boolean isSame(@Nullable Object value, @Nullable Object other) {
    boolean isPlain = value instanceof Boolean || value instanceof String || value instanceof Long;
    return isPlain ? Objects.equals(value, other) : value == other;
  }
}
