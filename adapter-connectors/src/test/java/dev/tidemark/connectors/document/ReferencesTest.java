package dev.tidemark.connectors.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferencesTest {
  private final Problems problems = new Problems();

  private Map<String, Object> resolve(String yaml) {
    return References.resolve(YamlText.read("x", yaml), problems);
  }

  private List<String> told() {
    return problems.list().stream().map(Problem::toString).toList();
  }

  @Test
  void putsStringsAndMapsInPlaceAndLeavesTheDefinitionsOut() {
    assertThat(
            resolve(
                "{a: '#/definitions/n/0', b: {$ref: '#/c', y: 3}, c: {x: 1, y: 2}, definitions: {n:"
                    + " [7]}}"))
        .isEqualTo(Map.of("a", 7, "b", Map.of("x", 1, "y", 3), "c", Map.of("x", 1, "y", 2)));
  }

  @Test
  void followsReferencesWithinWhatIsReferredTo() {
    assertThat(resolve("{a: '#/b', b: {k: '#/c'}, c: {$ref: '#/d', z: 1}, d: {w: 2}}"))
        .containsEntry("a", Map.of("k", Map.of("w", 2, "z", 1)));
  }

  @Test
  void looksForAWholeKeyBeforeItsParts() {
    assertThat(resolve("{nested: {path: one}, nested/path: two, value: '#/nested/path'}"))
        .containsEntry("value", "two");
  }

  @Test
  void tellsWhatIsNotThereAndWhatRefersToItself() {
    resolve("{a: ['#/nowhere'], b: {$ref: '#/c'}, c: {x: '#/b'}, d: {$ref: c}}");

    assertThat(told())
        .contains(
            "a[0]: refers to #/nowhere, which is not in the document",
            "b.x: refers to itself: #/c -> #/b -> #/c",
            "d.$ref: must be a string that starts with #/");
  }

  @Test
  void refusesReferencesThatGrowWithoutEnd() {
    StringBuilder yaml = new StringBuilder("a: '#/l30'\nl0: [x, x]\n");
    for (int i = 1; i <= 30; i++) {
      yaml.append("l" + i + ": ['#/l" + (i - 1) + "', '#/l" + (i - 1) + "']\n");
    }
    resolve(yaml.toString());

    assertThat(told()).contains("references expand to more than 500000 values");
  }

  @Test
  void refusesChainsThatAreTooLong() {
    StringBuilder yaml = new StringBuilder("l0: x\n");
    for (int i = 1; i <= 60; i++) {
      yaml.append("l" + i + ": '#/l" + (i - 1) + "'\n");
    }
    resolve(yaml.toString());

    assertThat(told()).contains("l60: references lead through more than 40 others");
  }
}
