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
        .withMessage(
            "a record key has 1 to 1024 characters and at most 2048 bytes in UTF-8, but this one"
                + " has 0 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordKey("k".repeat(1_025)))
        .withMessageEndingWith("but this one has 1025 characters");
  }

  @Test
  void keysHaveAtMostTwoThousandAndFortyEightBytes() {
    String most = "\u6d77".repeat(682) + "ab";

    assertThat(new RecordKey(most)).hasToString(most);
    assertThat(RecordKey.fits(most)).isTrue();
    assertThat(RecordKey.fits(most + "c")).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new RecordKey(most + "c"));
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
