package dev.tidemark.connectors.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlTextTest {

  private static void refuses(String text, String reason) {
    assertThatThrownBy(() -> YamlText.read("x.yaml", text))
        .isInstanceOf(InvalidManifestException.class)
        .hasMessageContaining("x.yaml")
        .hasMessageContaining(reason);
  }

  @Test
  void readsYaml11SaveThatADateStaysText() {
    assertThat(YamlText.read("x", "{a: yes, b: 010, c: 1.5, e: '7', f: 2024-01-02, 404: [x]}"))
        .isEqualTo(
            Map.of("a", true, "b", 8, "c", 1.5, "e", "7", "f", "2024-01-02", "404", List.of("x")));
    assertThat(YamlText.read("x", "{a: 12e5, b: 1.5e3, c: 1.5e+3, d: 12e+5, e: 1:30, f: .5}"))
        .isEqualTo(Map.of("a", "12e5", "b", "1.5e3", "c", 1500.0, "d", "12e+5", "e", 90, "f", 0.5));
    assertThat(YamlText.read("x", "{d: ~}")).containsEntry("d", null);
  }

  @Test
  void resolvesAliasesAndMergeKeys() {
    assertThat(YamlText.read("x", "a: &a {k: 1}\nb: {<<: *a, l: 2}"))
        .isEqualTo(Map.of("a", Map.of("k", 1), "b", Map.of("k", 1, "l", 2)));
  }

  @Test
  void refusesAKeyThatIsThereTwice() {
    refuses("a: 1\nb: 2\na: 3", "duplicate key a");
  }

  @Test
  void refusesWhatIsNoYamlAndSaysWhere() {
    refuses("a: [1\nb: 2", "line 2");
    refuses("- a\n- b", "must be a map");
    refuses("", "must be a map");
  }

  @Test
  void refusesTagsThatMakeObjects() {
    refuses("a: !!java.net.URL [http://x.test]", "not readable as YAML 1.1");
    refuses("a: !!binary aGVsbG8=", "are not used");
    for (String misfit : List.of("a: !!int x", "a: !!float x", "!!map x", "a: !!seq {b: 1}")) {
      refuses(misfit, "not readable as YAML 1.1: a value is none of the kind its tag names");
    }
  }

  @Test
  void refusesDocumentsThatGrowByAliases() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String before = "*a" + (i - 1);
      text.append(
          "a"
              + i
              + ": &a"
              + i
              + " ["
              + String.join(
                  ", ",
                  List.of(before, before, before, before, before, before, before, before, before))
              + "]\n");
    }
    refuses(text.toString(), "");
    refuses("a: &a [*a]", "too deeply");
  }

  @Test
  void refusesWhatIsTooLargeOrTooDeep() {
    refuses("a: '" + "x".repeat(YamlText.LARGEST) + "'", "larger than");
    refuses("a: " + "[".repeat(200) + "]".repeat(200), "Nesting Depth exceeded");
  }
}
