package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method called on a value, whose type is known only then.
 *
 * @param variants what the method means for each kind of value that has it
 */
record MethodCall(int position, Expression target, String name, Map<Kind, Variant> variants)
    implements Expression {

  /** The method of one kind, with the arguments in the order of its parameters. */
  record Variant(Operation operation, CallArguments arguments) {}

  @Override
  public @Nullable Object evaluate(Scope scope) {
    Object value = target.evaluate(scope);
    scope.at(position);
    Undefined.refuse(value);
    Variant variant = variants.get(Kind.of(value));
    if (variant == null) {
      if (value != null && Values.isMapping(value) && Mappings.hasKey(value, name)) {
        throw Fault.type("'" + name + "' is an entry of the mapping and cannot be called");
      }
      throw Fault.undefined(Kind.wordsFor(value) + " has no method '" + name + "' of that form");
    }
    Arguments values = variant.arguments.evaluate(scope);
    scope.at(position);
    return variant.operation.body().apply(value, values);
  }

  @Override
  public List<Expression> children() {
    List<Expression> children = new ArrayList<>();
    children.add(target);
    variants.values().stream()
        .findFirst()
        .ifPresent(variant -> children.addAll(variant.arguments.expressions()));
    return children;
  }
}
