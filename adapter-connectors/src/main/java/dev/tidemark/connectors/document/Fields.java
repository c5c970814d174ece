package dev.tidemark.connectors.document;

import dev.tidemark.connectors.expression.CalendarDuration;
import dev.tidemark.connectors.expression.InvalidTemplateException;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Templates;
import dev.tidemark.connectors.interpolation.Variable;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a component's plain fields; what is not of the expected form is told and read as absent.
 */
abstract sealed class Fields permits Component {
  /** The field's value, or its parameter's; null when there is neither. */
  public abstract @Nullable Object value(String field);

  /** The path of one of its fields. */
  public abstract String path(String field);

  /** Tells a problem with one of its fields. */
  public abstract void refuse(String field, String reason);

  /** The values of {@code parameters} in its expressions. */
  abstract Map<String, @Nullable Object> parameters();

  /** What was parsed so far in the document. */
  abstract Templates templates();

  abstract void tell(String place, String reason);

  /** A string that holds no expression. */
  public Optional<String> text(String field) {
    Object value = value(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String || value instanceof Number) {
      String text = value.toString();
      if (text.contains("{{") || text.contains("{%")) {
        refuse(field, "must be plain text, expressions are not read here");
        return Optional.empty();
      }
      return Optional.of(text);
    }
    refuse(field, "must be a string");
    return Optional.empty();
  }

  /** As {@link #text}, and told as a problem when absent. */
  public Optional<String> requiredText(String field) {
    return required(field, text(field));
  }

  /** Tells a problem when a value that must be there is not. */
  public <T> Optional<T> required(String field, Optional<T> value) {
    if (value.isEmpty() && value(field) == null) {
      refuse(field, "is required");
    }
    return value;
  }

  /** A string that may hold expressions over these variables, config and parameters. */
  public Optional<Interpolation> template(String field, Variable... variables) {
    Object value = value(field);
    return value == null ? Optional.empty() : interpolate(path(field), value, variables);
  }

  /** As {@link #template}, and told as a problem when absent. */
  public Optional<Interpolation> requiredTemplate(String field, Variable... variables) {
    return required(field, template(field, variables));
  }

  /** As {@link #template}; empty text, which asks nothing, counts as absent. */
  public Optional<Interpolation> condition(String field, Variable... variables) {
    return "".equals(value(field)) ? Optional.empty() : template(field, variables);
  }

  /** A list of strings that may hold expressions; empty when absent. */
  public List<Interpolation> templates(String field, Variable... variables) {
    List<Interpolation> templates = new ArrayList<>();
    List<@Nullable Object> elements = list(field);
    for (int i = 0; i < elements.size(); i++) {
      interpolate(path(field) + "[" + i + "]", elements.get(i), variables)
          .ifPresent(templates::add);
    }
    return templates;
  }

  /** A value found anywhere in this component, as a template if it is a string. */
  public Optional<Interpolation> interpolate(
      String place, @Nullable Object value, Variable... variables) {
    if (value instanceof Number || value instanceof Boolean) {
      return Optional.of(Interpolation.constant(value));
    }
    if (!(value instanceof String source)) {
      tell(place, "must be a string");
      return Optional.empty();
    }
    try {
      Interpolation made = templates().interpolation(source, parameters(), variables);
      made.overrun().ifPresent(limit -> tell(place, limit));
      return Optional.of(made);
    } catch (InvalidTemplateException e) {
      e.problems().forEach(problem -> tell(place, problem.sentence()));
      return Optional.empty();
    }
  }

  /** True or false; also as the strings that YAML 1.1 readers disagree about. */
  public boolean flag(String field, boolean otherwise) {
    Object value = value(field);
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof String text && text.matches("(?i)true|false")) {
      return Boolean.parseBoolean(text);
    }
    if (value != null) {
      refuse(field, "must be true or false");
    }
    return otherwise;
  }

  /** A whole number, also when written as a string. */
  public Optional<Integer> integer(String field) {
    Object value = value(field);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Integer.valueOf(value.toString()));
    } catch (NumberFormatException e) {
      refuse(field, "must be a whole number");
      return Optional.empty();
    }
  }

  /** An ISO 8601 duration of days or smaller parts, more than nothing; told when absent. */
  public Optional<Duration> duration(String field) {
    Optional<String> text = requiredText(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      CalendarDuration duration = CalendarDuration.parse(text.get());
      if (duration.isTimeOnly() && duration.time().isPositive()) {
        return Optional.of(duration.time());
      }
    } catch (DateTimeException e) {
      // Told below, as for a duration in months.
    }
    refuse(field, "must be an ISO 8601 duration in days or smaller parts, such as P30D");
    return Optional.empty();
  }

  /** One of the constants of an enumeration, written as the language has it. */
  public <E extends Enum<E>> Optional<E> choice(
      String field, Class<E> constants, Function<E, String> spelling) {
    Optional<String> text = text(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (E constant : constants.getEnumConstants()) {
      if (spelling.apply(constant).equals(text.get())) {
        return Optional.of(constant);
      }
    }
    String accepted =
        Stream.of(constants.getEnumConstants()).map(spelling).collect(Collectors.joining(", "));
    refuse(field, "'" + text.get() + "' is not supported; accepted: " + accepted);
    return Optional.empty();
  }

  /** A list of strings without expressions; empty when absent. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (Object element : list(field)) {
      if (element instanceof String || element instanceof Number) {
        texts.add(element.toString());
      } else {
        refuse(field, "must be a list of strings");
        return List.of();
      }
    }
    return texts;
  }

  /** A list of anything; empty when absent. */
  public List<@Nullable Object> list(String field) {
    Object value = value(field);
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    if (value != null) {
      refuse(field, "must be a list");
    }
    return List.of();
  }

  /** A map of anything; empty when absent. */
  public Map<String, @Nullable Object> map(String field) {
    Object value = value(field);
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(String.valueOf(key), element));
      return copy;
    }
    if (value != null) {
      refuse(field, "must be a map");
    }
    return Map.of();
  }
}
