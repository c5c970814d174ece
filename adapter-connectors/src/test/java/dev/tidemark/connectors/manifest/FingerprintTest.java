package dev.tidemark.connectors.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.record.FieldPath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final Fingerprint FINGERPRINT =
      new Fingerprint(
          List.of(
              new FieldPath(List.of("meta", "version")), new FieldPath(List.of("meta", "time"))));

  private static Optional<String> of(String record) {
    try {
      return FINGERPRINT.of(Json.parse(record));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void isAnotherForEveryOtherContentOfItsFields() {
    assertThat(
            Stream.of(
                    "{\"meta\":{\"version\":\"\"}}",
                    "{\"meta\":{\"version\":\"\",\"time\":null}}",
                    "{\"meta\":{\"version\":null,\"time\":\"\"}}",
                    "{\"meta\":{\"time\":\"\"}}",
                    "{\"meta\":{\"version\":\"1\"}}",
                    "{\"meta\":{\"version\":1}}",
                    "{\"meta\":{\"version\":[1]}}",
                    "{\"meta\":{\"time\":1}}",
                    "{\"meta\":{\"version\":1,\"time\":1}}")
                .map(FingerprintTest::of))
        .allMatch(Optional::isPresent)
        .doesNotHaveDuplicates();
  }

  @Test
  void saysNothingOfARecordInWhichNoneOfItsFieldsHoldsAnything() {
    assertThat(
            Stream.of(
                    "{}",
                    "{\"Meta\":{\"version\":1,\"time\":1}}",
                    "{\"meta\":\"version\"}",
                    "{\"meta\":{\"versions\":1}}",
                    "{\"meta\":{\"version\":null}}",
                    "{\"meta\":{\"version\":null,\"time\":null}}")
                .map(FingerprintTest::of))
        .allMatch(Optional::isEmpty);
  }

  @Test
  void isTheSameWhateverElseTheRecordHoldsInWhateverOrder() {
    assertThat(of("{\"meta\":{\"version\":{\"a\":1,\"b\":2},\"time\":3},\"name\":\"x\"}"))
        .isEqualTo(of("{\"name\":\"y\",\"meta\":{\"time\":3,\"version\":{\"b\":2,\"a\":1}}}"));
  }
}
