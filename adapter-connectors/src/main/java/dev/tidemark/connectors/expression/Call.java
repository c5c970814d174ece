package dev.tidemark.connectors.expression;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A macro, a filter or a test at work.
 *
 * @param subject what stands in front of a filter or test; null for a macro
 */
record Call(
    int position, Operation operation, @Nullable Expression subject, CallArguments arguments)
    implements Expression {

  @Override
  public @Nullable Object evaluate(Scope scope) {
    Object value = subject == null ? null : subject.evaluate(scope);
    Arguments values = arguments.evaluate(scope);
    scope.at(position);
    return operation.body().apply(value, values);
  }

  @Override
  public List<Expression> children() {
    return subject == null
        ? arguments.expressions()
        : Stream.concat(Stream.of(subject), arguments.expressions().stream()).toList();
  }

  @Override
  public boolean isConstant() {
    return operation.isConstant() && children().stream().allMatch(Expression::isConstant);
  }
}
