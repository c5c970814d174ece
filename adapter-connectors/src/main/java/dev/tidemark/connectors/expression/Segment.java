package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a template: plain text, an expression that is printed, or a statement. */
sealed interface Segment {

  void render(Scope scope, StringBuilder out);

  static void renderAll(List<Segment> segments, Scope scope, StringBuilder out) {
    for (Segment segment : segments) {
      segment.render(scope, out);
      scope.refuseLongText(out.length());
    }
  }

  record Text(String text) implements Segment {
    @Override
    public void render(Scope scope, StringBuilder out) {
      scope.spend(text.length());
      out.append(text);
    }
  }

  record Output(Expression expression) implements Segment {
    @Override
    public void render(Scope scope, StringBuilder out) {
      out.append(scope.print(expression.evaluate(scope)));
    }
  }

  /** {@code {% set a, b = value %}}. */
  record Assignment(int position, List<String> variables, Expression value) implements Segment {
    @Override
    public void render(Scope scope, StringBuilder out) {
      Object given = value.evaluate(scope);
      scope.at(position);
      assign(scope, variables, given);
    }

    static void assign(Scope scope, List<String> variables, @Nullable Object value) {
      if (variables.size() == 1) {
        scope.setVariable(variables.getFirst(), value);
        return;
      }
      List<@Nullable Object> elements = scope.walk(value);
      if (elements.size() != variables.size()) {
        throw Fault.value(
            "there are " + elements.size() + " values for " + variables.size() + " names");
      }
      for (int i = 0; i < variables.size(); i++) {
        scope.setVariable(variables.get(i), elements.get(i));
      }
    }
  }

  /** {@code {% if %}} with its branches; the last may have no condition. */
  record Choice(int position, List<Branch> branches) implements Segment {
    record Branch(@Nullable Expression condition, List<Segment> body) {}

    @Override
    public void render(Scope scope, StringBuilder out) {
      for (Branch branch : branches) {
        boolean taken = branch.condition == null;
        if (branch.condition != null) {
          Object value = branch.condition.evaluate(scope);
          scope.at(position);
          taken = Values.isTrue(value);
        }
        if (taken) {
          renderAll(branch.body, scope, out);
          return;
        }
      }
    }
  }

  /**
   * {@code {% for a, b in source if condition %}}; what its body sets ends with each round.
   *
   * @param otherwise what is rendered when there are no rounds
   */
  record Loop(
      int position,
      List<String> variables,
      Expression source,
      @Nullable Expression condition,
      List<Segment> body,
      List<Segment> otherwise)
      implements Segment {
    /** A round costs about as much as making that many characters. */
    private static final int WORK_OF_A_ROUND = 25;

    @Override
    public void render(Scope scope, StringBuilder out) {
      Object value = source.evaluate(scope);
      scope.at(position);
      Map<String, @Nullable Object> outside = scope.variables();
      List<@Nullable Object> elements = chosen(scope, scope.walk(value), outside);
      for (int i = 0; i < elements.size(); i++) {
        scope.spend(WORK_OF_A_ROUND);
        scope.setVariables(new HashMap<>(outside));
        scope.setVariable("loop", counters(i, elements.size()));
        Assignment.assign(scope, variables, elements.get(i));
        renderAll(body, scope, out);
      }
      scope.setVariables(outside);
      if (elements.isEmpty()) {
        renderAll(otherwise, scope, out);
      }
    }

    private List<@Nullable Object> chosen(
        Scope scope, List<@Nullable Object> elements, Map<String, @Nullable Object> outside) {
      Expression wanted = condition;
      if (wanted == null) {
        return elements;
      }
      List<@Nullable Object> chosen = new ArrayList<>();
      for (Object element : elements) {
        scope.setVariables(new HashMap<>(outside));
        Assignment.assign(scope, variables, element);
        if (Values.isTrue(wanted.evaluate(scope))) {
          chosen.add(element);
        }
      }
      return chosen;
    }

    private static Map<String, @Nullable Object> counters(long index, long size) {
      Map<String, @Nullable Object> loop = LinkedHashMap.newLinkedHashMap(7);
      loop.put("index", index + 1);
      loop.put("index0", index);
      loop.put("revindex", size - index);
      loop.put("revindex0", size - index - 1);
      loop.put("first", index == 0);
      loop.put("last", index == size - 1);
      loop.put("length", size);
      return loop;
    }
  }
}
