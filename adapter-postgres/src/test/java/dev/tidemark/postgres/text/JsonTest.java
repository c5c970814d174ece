package dev.tidemark.postgres.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.application.store.StorageException;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void readsWhatItWrites() {
    JsonNode structure =
        JsonNodeFactory.instance
            .objectNode()
            .put(Exact.kept("\ud800"), Exact.kept("\0 \udfff \"\\"));

    assertThat(Json.read(Json.write(structure))).isEqualTo(structure);
  }

  @Test
  void saysWhatItCannotReadWithoutRepeatingIt() {
    assertThatThrownBy(() -> Json.read("{secret"))
        .isInstanceOf(StorageException.class)
        .hasMessageNotContaining("secret");
  }
}
