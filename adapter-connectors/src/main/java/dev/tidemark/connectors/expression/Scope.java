package dev.tidemark.connectors.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation: what the world gives, what {@code set} and {@code for} gave, and how much work is
 * left.
 */
final class Scope {
  /** Characters and elements that one evaluation may make or walk. */
  private static final long MOST_WORK = 4_000_000;

  private final Names names;
  private long work;
  private int position;
  private Map<String, @Nullable Object> variables = Map.of();

  Scope(Names names) {
    this.names = Objects.requireNonNull(names, "names");
  }

  Names names() {
    return names;
  }

  /** Where the operation stands that is done next, so that a fault can be placed. */
  void at(int newPosition) {
    position = newPosition;
  }

  int position() {
    return position;
  }

  /** Counts work, in characters or elements. */
  void spend(long units) {
    work += units;
    if (work > MOST_WORK) {
      throw Fault.limit("the evaluation would take too much work");
    }
  }

  /** Counts a text that was made, or is about to be. */
  String made(String text) {
    refuseLongText(text.length());
    spend(text.length());
    return text;
  }

  /** Refuses to make a text of that many characters when that is too many. */
  void refuseLongText(long length) {
    if (length > PythonText.LONGEST) {
      throw PythonText.tooLong();
    }
  }

  /** Counts a list that was made. */
  <T extends List<?>> T made(T list) {
    spend(list.size());
    return list;
  }

  /** The elements of something that can be walked, whose number counts as work. */
  List<@Nullable Object> walk(@Nullable Object value) {
    if (value instanceof String text) {
      spend(text.length());
    }
    List<@Nullable Object> elements = Walk.over(value);
    spend(elements.size());
    return elements;
  }

  /** The text of a value as it is printed, which counts as work. */
  String print(@Nullable Object value) {
    return made(PythonText.of(value));
  }

  @Nullable Object variable(String name) {
    return variables.containsKey(name) ? variables.get(name) : Undefined.of("'" + name + "'");
  }

  void setVariable(String name, @Nullable Object value) {
    if (variables.isEmpty()) {
      variables = new HashMap<>();
    }
    variables.put(name, value);
  }

  /** What {@code set} and {@code for} gave so far. */
  Map<String, @Nullable Object> variables() {
    return variables;
  }

  /** Puts other variables in the place of all. */
  void setVariables(Map<String, @Nullable Object> others) {
    variables = others;
  }
}
