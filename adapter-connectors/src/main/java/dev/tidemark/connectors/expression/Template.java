package dev.tidemark.connectors.expression;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with expressions in it, parsed once; immutable, and evaluated by any number of threads.
 * Text without any expression is a template, too: it is read as a literal like every rendered text,
 * so that {@code 123} is a number.
 *
 * <p>Every evaluation throws {@link ExpressionException} when it cannot be done with the values at
 * hand, and nothing else but what {@link Names} throws. It is bounded in time and memory.
 */
public final class Template {
  /** The longest template that is parsed, in UTF-16 units. */
  public static final int LONGEST = 65_536;

  private static final Pattern LINE_END = Pattern.compile("\r\n?");
  private static final Set<String> FALSE_TEXTS =
      Set.of("False", "false", "{}", "[]", "()", "", "0", "0.0");

  private final String source;
  private final List<Segment> segments;
  private final boolean isConstant;

  private Template(String source, List<Segment> segments) {
    this.source = source;
    this.segments = segments;
    this.isConstant =
        segments.stream()
            .allMatch(segment ->
                segment instanceof Segment.Text
                    || (segment instanceof Segment.Output output
                        && output.expression().isConstant()));
  }

  /**
   * Parses and checks a template.
   *
   * @param allowedNames the top-level names that may be used, beside the macros of the language
   * @throws InvalidTemplateException with everything that is wrong
   */
  public static Template parse(String source, Set<String> allowedNames) {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(allowedNames, "allowedNames");
    if (source.length() > LONGEST) {
      throw TemplateParser.problem(
          LONGEST, "a template of " + source.length() + " characters", "at most " + LONGEST);
    }
    String lines = LINE_END.matcher(source).replaceAll("\n");
    // As in Jinja, one end of line at the end of a template is not part of it.
    String text = lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
    return new Template(source, new TemplateParser(text, allowedNames).parse());
  }

  /** The text this was parsed from. */
  public String source() {
    return source;
  }

  /** Whether every evaluation gives the same, as no names, clock or ids are asked. */
  public boolean isConstant() {
    return isConstant;
  }

  /** The result as {@link #evaluate(Names, ResultType)} gives it for any type. */
  public @Nullable Object evaluate(Names names) {
    return evaluate(names, ResultType.ANY);
  }

  /**
   * The result as the literal that its text reads as, if it is of a type, else as the text: null, a
   * Boolean, Long, BigInteger (for what no Long holds), Double or String, or a new List or Map of
   * such values. Keys of a map may be other than text when an expression says so.
   */
  public @Nullable Object evaluate(Names names, ResultType type) {
    Object result = result(names, type);
    return result == Marker.EMPTY ? "" : result;
  }

  /**
   * The same for the values of a mapping, where the reference drops what is null: null also when
   * the text is empty, or when something was asked of a missing value.
   */
  public @Nullable Object evaluateOrNull(Names names, ResultType type) {
    try {
      Object result = result(names, type);
      return result == Marker.EMPTY ? null : result;
    } catch (ExpressionException e) {
      if (e.reason() == ExpressionException.Reason.UNDEFINED) {
        return null;
      }
      throw e;
    }
  }

  /** The result as text, which is not read as anything else; a quoted text loses its quotes. */
  public String evaluateToText(Names names) {
    return (String) Objects.requireNonNull(evaluate(names, ResultType.TEXT));
  }

  /**
   * Whether the result is true: all is, but False, 0, empty text, lists and mappings, and text that
   * spells one of them; so is None. A missing value is false, also when something is asked of it.
   */
  public boolean evaluateToBoolean(Names names) {
    Object result;
    try {
      result = evaluate(names, ResultType.ANY);
    } catch (ExpressionException e) {
      if (e.reason() == ExpressionException.Reason.UNDEFINED) {
        return false;
      }
      throw e;
    }
    return switch (result) {
      case null -> true;
      case String text -> !FALSE_TEXTS.contains(text);
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      case Double number -> number != 0.0;
      default -> !result.equals(0L) && !result.equals(false);
    };
  }

  /** The result, or {@link Marker#EMPTY}. */
  private @Nullable Object result(Names names, ResultType type) {
    Scope scope = new Scope(names);
    try {
      return switch (segments.size() == 1 ? segments.getFirst() : null) {
        case Segment.Output output -> ofValue(scope, output.expression().evaluate(scope), type);
        case Segment.Text text -> ofText(text.text(), type);
        case null, default -> {
          StringBuilder out = new StringBuilder();
          Segment.renderAll(segments, scope, out);
          yield ofText(out.toString(), type);
        }
      };
    } catch (Fault fault) {
      throw new ExpressionException(fault, scope.position());
    }
  }

  /**
   * What the value of a lone expression reads as; it is printed only if that makes a difference.
   */
  private static @Nullable Object ofValue(Scope scope, @Nullable Object value, ResultType type) {
    if (value instanceof String text) {
      return ofText(text, type);
    }
    Object reread = Literals.reread(scope, value);
    return reread != Marker.MUST_BE_PRINTED && type.accepts(reread)
        ? Literals.withoutTuples(reread)
        : ofText(scope.print(value), type);
  }

  private static @Nullable Object ofText(String text, ResultType type) {
    if (text.isEmpty()) {
      return Marker.EMPTY;
    }
    Object literal = LiteralReader.read(text);
    return type.accepts(literal) ? Literals.withoutTuples(literal) : text;
  }
}
