package dev.tidemark.domain.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTest {
  @Test
  void keysHaveOneToAThousandAndTwentyFourCharacters() {
    assertThat(new RecordKey("k".repeat(1_024))).hasToString("k".repeat(1_024));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordKey(""))
        .withMessage("a record key has 1 to 1024 characters, but this one has 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordKey("k".repeat(1_025)))
        .withMessage("a record key has 1 to 1024 characters, but this one has 1025");
  }

  @Test
  void contentHashesAreEqualExactlyWhenTheContentIs() {
    assertThat(ContentHash.of("{\"a\":1}"))
        .isEqualTo(ContentHash.of("{\"a\":1}"))
        .isNotEqualTo(ContentHash.of("{\"a\":2}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"a\":1}"})
  void contentInPlaceOfItsHashIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ContentHash(text))
        .withMessage("a content hash has 64 lower-case hexadecimal digits, but was '" + text + "'");
  }
}
