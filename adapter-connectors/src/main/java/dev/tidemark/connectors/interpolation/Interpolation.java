package dev.tidemark.connectors.interpolation;

import dev.tidemark.connectors.expression.ExpressionException;
import dev.tidemark.connectors.expression.Names;
import dev.tidemark.connectors.expression.ResultType;
import dev.tidemark.connectors.expression.Template;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field's value: a constant, or a template together with the parameters of the component it
 * stands in. Parsed and checked when the manifest is loaded.
 */
public final class Interpolation {
  private static final Names NOTHING = Names.of(Map.of(), () -> Instant.EPOCH, () -> "");
  private static final Template PRINT = Template.parse("{{ value }}", Set.of("value"));

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
    return of(Template.parse(source, Variable.names(variables)), parameters);
  }

  static Interpolation of(Template template, Map<String, @Nullable Object> parameters) {
    return new Interpolation(template, parameters, null, literal(template));
  }

  private static @Nullable String literal(Template template) {
    try {
      return template.isConstant() ? template.evaluateToText(NOTHING) : null;
    } catch (ExpressionException e) {
      return null;
    }
  }

  /** Why its evaluation ends at a limit before it has asked for anything; empty for all others. */
  public Optional<String> overrun() {
    if (template == null || literal != null) {
      return Optional.empty();
    }
    try {
      template.evaluateToText(NOTHING);
      return Optional.empty();
    } catch (ExpressionException e) {
      return e.reason() == ExpressionException.Reason.LIMIT
          ? Optional.of(String.valueOf(e.getMessage()))
          : Optional.empty();
    } catch (DateTimeException e) {
      // Of values that are not there yet.
      return Optional.empty();
    }
  }

  /** The text it was made from. */
  public String source() {
    return template == null ? String.valueOf(literal) : template.source();
  }

  /** The text it always has; empty when it holds an expression. */
  public Optional<String> literal() {
    return Optional.ofNullable(literal);
  }

  /**
   * Its value, read as a literal where it looks like one; empty text when there is none.
   *
   * @throws dev.tidemark.connectors.expression.ExpressionException when it cannot be evaluated with
   *     these values; so do the other methods
   */
  public @Nullable Object value(Scope scope) {
    return template == null ? constant : template.evaluate(in(scope));
  }

  /** Its value as one of a mapping, from which it is left out when null: also when it is empty. */
  public @Nullable Object member(Scope scope) {
    return template == null ? constant : template.evaluateOrNull(in(scope), ResultType.ANY);
  }

  /** The same, as a text, or as a list when it is written as one. */
  public @Nullable Object textMember(Scope scope) {
    return template == null
        ? constant
        : template.evaluateOrNull(in(scope), ResultType.TEXT_OR_LIST);
  }

  /** Its value as text; empty when there is none. */
  public String text(Scope scope) {
    if (literal != null) {
      return literal;
    }
    return template == null ? "" : template.evaluateToText(in(scope));
  }

  /** Its value of a type, as {@link #value}; empty text also when asked of a missing value. */
  public @Nullable Object orEmptyText(Scope scope, ResultType type) {
    if (template == null) {
      return constant;
    }
    try {
      return template.evaluate(in(scope), type);
    } catch (ExpressionException e) {
      if (e.reason() == ExpressionException.Reason.UNDEFINED) {
        return "";
      }
      throw e;
    }
  }

  /** Whether its value is none of those that count as false. */
  public boolean test(Scope scope) {
    return template == null ? Boolean.TRUE.equals(constant) : template.evaluateToBoolean(in(scope));
  }

  /** Any value as an expression prints it, containers included. */
  public static String printed(@Nullable Object value) {
    Map<String, @Nullable Object> only = new HashMap<>();
    only.put("value", value);
    return PRINT.evaluateToText(Names.of(only, () -> Instant.EPOCH, () -> ""));
  }

  private Scope in(Scope scope) {
    return scope.with(Variable.PARAMETERS, parameters);
  }

  /** A value as Python prints it, which is how the reference puts it into a request. */
  public static String pythonText(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    return value.toString();
  }
}
