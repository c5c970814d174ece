package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the filters that do something with every element: {@code map}, {@code select}, {@code
 * reject}, {@code selectattr} and {@code rejectattr}.
 *
 * @param attribute the path to what is looked at in an element; null for the element itself
 * @param fallback what replaces a missing attribute; null for nothing
 * @param each the filter or test that is applied to it; null for none
 */
record Traversal(
    int position,
    Purpose purpose,
    Expression source,
    @Nullable Expression attribute,
    @Nullable Expression fallback,
    @Nullable Operation each,
    CallArguments arguments)
    implements Expression {

  enum Purpose {
    MAP,
    SELECT,
    REJECT
  }

  @Override
  public @Nullable Object evaluate(Scope scope) {
    Object value = source.evaluate(scope);
    List<Object> path = attribute == null ? List.of() : Access.path(attribute.evaluate(scope));
    Object other = fallback == null ? null : fallback.evaluate(scope);
    Arguments values = arguments.evaluate(scope);
    scope.at(position);
    List<@Nullable Object> results = new ArrayList<>();
    if (value instanceof Series || Values.isTrue(value)) {
      for (Object element : scope.walk(value)) {
        Object looked = Access.follow(element, path, other);
        Object result = each == null ? looked : each.body().apply(looked, values);
        if (purpose == Purpose.MAP) {
          results.add(result);
        } else if (Values.isTrue(result) == (purpose == Purpose.SELECT)) {
          results.add(element);
        }
      }
    }
    return new Series(results);
  }

  @Override
  public List<Expression> children() {
    List<Expression> children = new ArrayList<>(Expression.present(source, attribute, fallback));
    children.addAll(arguments.expressions());
    return children;
  }

  @Override
  public boolean isConstant() {
    return (each == null || each.isConstant())
        && children().stream().allMatch(Expression::isConstant);
  }
}
