package dev.tidemark.connectors.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.document.Problem;
import dev.tidemark.connectors.document.Problems;
import dev.tidemark.connectors.document.YamlText;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtractorTest {
  private final Problems problems = new Problems();

  private Extractor load(String path) {
    return Extractor.load(
        Component.root(
            "DpathExtractor", YamlText.read("x", "{field_path: " + path + "}"), problems));
  }

  private String extract(String path, String body) throws IOException {
    Scope scope = Scope.of(Map.of("field", "b"), () -> Instant.EPOCH, () -> "id");
    List<JsonNode> records = load(path).extract(Json.parse(body), scope);
    return records.toString().replace("\"", "'");
  }

  @Test
  void findsRecordsWhereverTheyAre() throws IOException {
    assertThat(extract("[]", "[{\"a\":1},{\"a\":2}]")).isEqualTo("[{'a':1}, {'a':2}]");
    assertThat(extract("[]", "{\"a\":1}")).isEqualTo("[{'a':1}]");
    assertThat(extract("[a, \"{{ config['field'] }}\"]", "{\"a\":{\"b\":[1]}}")).isEqualTo("[1]");
    assertThat(extract("[a, 1]", "{\"a\":[{\"x\":1},{\"x\":2}]}")).isEqualTo("[{'x':2}]");
    assertThat(
            extract(
                "[a, '*', b]",
                "{\"a\":{\"x\":{\"b\":{\"n\":1}},\"y\":{\"b\":{\"n\":2}},\"z\":{}}}"))
        .isEqualTo("[{'n':1}, {'n':2}]");
    assertThat(extract("['*']", "{\"a\":{\"n\":1},\"b\":{\"n\":2}}"))
        .isEqualTo("[{'n':1}, {'n':2}]");
  }

  @Test
  void findsNothingWhereNothingIs() throws IOException {
    for (String body :
        List.of("{}", "{\"a\":null}", "{\"a\":{}}", "{\"a\":[]}", "{\"b\":[1]}", "[1]")) {
      assertThat(extract("[a]", body)).as(body).isEqualTo("[]");
    }
  }

  @Test
  void takesEachElementOfAnArrayForABody() throws IOException {
    assertThat(extract("[a]", "[{\"a\":[1,2]},{\"b\":0},{\"a\":{\"n\":3}}]"))
        .isEqualTo("[1, 2, {'n':3}]");
    assertThat(extract("['*', b]", "[{\"b\":{\"n\":1}},{\"b\":{\"n\":2}}]"))
        .as("unless its path goes through them itself")
        .isEqualTo("[{'n':1}, {'n':2}]");
    assertThat(extract("[]", "[[1,2],[3]]")).isEqualTo("[1, 2, 3]");
  }

  @Test
  void needsAPathOfNames() {
    load("['a*']");
    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly("field_path: a segment is a name or '*', but one is 'a*'");
  }
}
