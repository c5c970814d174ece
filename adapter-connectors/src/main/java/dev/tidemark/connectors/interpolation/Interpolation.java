package dev.tidemark.connectors.interpolation;

import dev.tidemark.connectors.expression.ExpressionException;
import dev.tidemark.connectors.expression.ResultType;
import dev.tidemark.connectors.expression.Template;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field's value: a constant, or a template together with the parameters of the component it stands
 * in. Parsed and checked when the manifest is loaded.
 */
public final class Interpolation {
  private final @Nullable Template template;
  private final Map<String, @Nullable Object> parameters;
  private final @Nullable Object constant;
  private final @Nullable String literal;

  private Interpolation(
      @Nullable Template template,
      Map<String, @Nullable Object> parameters,
      @Nullable Object constant,
      @Nullable String literal) {
    this.template = template;
    this.literal = literal;
    this.parameters = parameters;
    this.constant = constant;
  }

  /** A number or a boolean, or anything else that is no template. */
  public static Interpolation constant(Object value) {
    return new Interpolation(null, Map.of(), value, pythonText(value));
  }

  /**
   * A template.
   *
   * @param parameters what {@code parameters} means in it
   * @throws dev.tidemark.connectors.expression.InvalidTemplateException when it is not one, or uses
   *     another name than config, parameters and those given
   */
  public static Interpolation of(
      String source, Map<String, @Nullable Object> parameters, Variable... variables) {
    boolean plain = !source.contains("{{") && !source.contains("{%") && !source.contains("{#");
    return new Interpolation(
        Template.parse(source, Variable.names(variables)),
        parameters,
        null,
        plain ? source : null);
  }

  /** The text it always has; empty when it holds an expression. */
  public Optional<String> literal() {
    return Optional.ofNullable(literal);
  }

  /**
   * Its value, read as a literal where it looks like one; null when empty.
   *
   * @throws ExpressionException when it cannot be evaluated with these values
   */
  public @Nullable Object value(Scope scope) {
    return evaluate(scope, ResultType.ANY);
  }

  /** Its value as text; empty when there is none. */
  public String text(Scope scope) {
    Object value = evaluate(scope, ResultType.TEXT);
    return value == null ? "" : pythonText(value);
  }

  /** Its value as a text, or as a list when it is written as one; null when empty. */
  public @Nullable Object textOrList(Scope scope) {
    Object value = evaluate(scope, ResultType.TEXT_OR_LIST);
    return value == null || value.equals("") ? null : value;
  }

  /** Whether its value is none of those that count as false. */
  public boolean test(Scope scope) {
    if (template == null) {
      return Boolean.TRUE.equals(constant);
    }
    return template.test(scope.with(Variable.PARAMETERS, parameters));
  }

  private @Nullable Object evaluate(Scope scope, ResultType type) {
    return template == null
        ? constant
        : template.evaluate(scope.with(Variable.PARAMETERS, parameters), type);
  }

  /** A value as Python prints it, which is how the reference puts it into a request. */
  public static String pythonText(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    return value.toString();
  }
}
