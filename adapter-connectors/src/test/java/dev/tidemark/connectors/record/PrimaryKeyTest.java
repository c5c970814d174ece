package dev.tidemark.connectors.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.document.Problem;
import dev.tidemark.connectors.document.Problems;
import dev.tidemark.connectors.document.YamlText;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.domain.record.RecordKey;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrimaryKeyTest {
  private final Problems problems = new Problems();

  private PrimaryKey load(String key) {
    return PrimaryKey.load(
        Component.root("Stream", YamlText.read("x", "primary_key: " + key), problems));
  }

  private Optional<String> key(String key, String record) throws IOException {
    JsonNode node = Json.parse(record);
    return load(key).of(node, Json.canonical(node)).map(RecordKey::value);
  }

  @Test
  void isTheTextOfOneField() throws IOException {
    assertThat(key("id", "{\"id\":\"a b\"}")).contains("a b");
    assertThat(key("[id]", "{\"id\":7}")).contains("7");
    assertThat(key("[[id, record_id]]", "{\"id\":{\"record_id\":\"r\"}}")).contains("r");
  }

  @Test
  void joinsSeveralFieldsWithoutAmbiguity() throws IOException {
    assertThat(key("[a, b]", "{\"a\":\"1,2\",\"b\":3}")).contains("[\"1,2\",3]");
    assertThat(key("[a, b]", "{\"a\":1,\"b\":\"2,3\"}")).contains("[1,\"2,3\"]");
  }

  @Test
  void isTheWholeContentWhenThereIsNone() throws IOException {
    assertThat(key("''", "{\"b\":1,\"a\":2}")).isEqualTo(key("", "{\"a\":2, \"b\":1}"));
    assertThat(key("''", "{\"a\":2}").orElseThrow()).startsWith("sha256:").hasSize(71);
  }

  @Test
  void shortensWhatIsTooLong() throws IOException {
    assertThat(key("id", "{\"id\":\"" + "x".repeat(1025) + "\"}").orElseThrow())
        .startsWith("sha256:");
    assertThat(key("id", "{\"id\":\"" + "x".repeat(1024) + "\"}").orElseThrow()).startsWith("xxx");
  }

  @Test
  void isMissingWhenAFieldIs() throws IOException {
    assertThat(key("id", "{}")).isEmpty();
    assertThat(key("id", "{\"id\":null}")).isEmpty();
    assertThat(key("id", "{\"id\":\"\"}")).isEmpty();
    assertThat(key("[a, b]", "{\"a\":1}")).isEmpty();
  }

  @Test
  void refusesWhatIsNoKey() {
    load("{a: 1}");
    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly("primary_key: must be a name, a list of names, or a list of paths");
  }
}
