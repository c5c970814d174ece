package dev.tidemark.connectors.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.connectors.interpolation.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComponentTest {
  private final Problems problems = new Problems();

  private Component root(String yaml) {
    return Component.root("Root", YamlText.read("x", yaml), problems);
  }

  private List<String> told() {
    return problems.list().stream().map(Problem::toString).toList();
  }

  @Test
  void fillsEmptyFieldsFromParametersOfItsOwnAndOfThoseAbove() {
    Component root =
        root(
            "{$parameters: {name: n, size: 5}, child: {type: Child, size: 0, $parameters: {name:"
                + " m}}}");
    Component child = root.child("child", "Child").orElseThrow();

    assertThat(root.text("name")).contains("n");
    assertThat(child.text("name")).contains("m");
    assertThat(child.integer("size")).contains(5);
    child.done();
    root.done();
    assertThat(told()).isEmpty();
  }

  @Test
  void keepsAParameterAwayFromTheFieldOfItsOwnName() {
    Component root = root("{$parameters: {child: {type: Child, a: 1}, a: 2}}");
    Component child = root.child("child", "Child").orElseThrow();

    assertThat(child.integer("a")).contains(1);
    assertThat(child.value("child")).isNull();
  }

  @Test
  void givesExpressionsTheParametersOfTheirComponent() {
    Component root = root("{$parameters: {p: people}, path: \"/{{ parameters['p'] }}\"}");
    Scope scope = Scope.of(Map.of(), () -> Instant.EPOCH, () -> "id");

    assertThat(root.template("path").orElseThrow().text(scope)).isEqualTo("/people");
  }

  @Test
  void tellsWhatIsOfTheWrongForm() {
    Component root =
        root("{a: [1], b: maybe, c: x1, d: {}, e: '{{ config }}', f: 3, g: [{}, 1], h: {k: v}}");
    root.template("a");
    root.flag("b", false);
    root.integer("c");
    root.list("d");
    root.text("e");
    root.map("f");
    root.texts("g");
    root.requiredText("z");

    assertThat(told())
        .containsExactlyInAnyOrder(
            "a: must be a string",
            "b: must be true or false",
            "c: must be a whole number",
            "d: must be a list",
            "e: must be plain text, expressions are not read here",
            "f: must be a map",
            "g: must be a list of strings",
            "z: is required");
  }

  @Test
  void refusesFieldsThatNobodyAskedFor() {
    Component root = root("{type: Root, a: 1, x-tidemark-model: M}");
    root.integer("a");
    root.done();

    assertThat(told())
        .containsExactly("x-tidemark-model: is not a field of Root; accepted: a, type");
  }

  @Test
  void tellsTheSameProblemOnce() {
    problems.add("a", "is wrong");
    problems.add("a", "is wrong");

    assertThat(told()).containsExactly("a: is wrong");
  }
}
