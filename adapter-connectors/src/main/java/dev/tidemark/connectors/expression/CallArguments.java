package dev.tidemark.connectors.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call as they are written, in the order of the parameters.
 *
 * @param positional null for a parameter that was left out
 * @param named the arguments with names of their own
 * @param memo what the operation remembers at this place
 */
record CallArguments(
    List<? extends @Nullable Expression> positional, Map<String, Expression> named, Memo memo) {

  static CallArguments of(Signature.Binding binding) {
    return new CallArguments(binding.positional(), binding.named(), new Memo());
  }

  Arguments evaluate(Scope scope) {
    @Nullable Object[] values = new @Nullable Object[positional.size()];
    for (int i = 0; i < values.length; i++) {
      Expression argument = positional.get(i);
      values[i] = argument == null ? Marker.LEFT_OUT : argument.evaluate(scope);
    }
    return new Arguments(scope, memo, values, named.isEmpty() ? Map.of() : evaluateNamed(scope));
  }

  private Map<String, @Nullable Object> evaluateNamed(Scope scope) {
    Map<String, @Nullable Object> values = LinkedHashMap.newLinkedHashMap(named.size());
    named.forEach((name, argument) -> values.put(name, argument.evaluate(scope)));
    return values;
  }

  List<Expression> expressions() {
    return Stream.concat(positional.stream(), named.values().stream())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .map(Expression.class::cast)
        .toList();
  }
}
