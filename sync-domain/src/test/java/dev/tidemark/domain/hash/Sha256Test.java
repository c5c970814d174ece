package dev.tidemark.domain.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Sha256Test {
  // The first two are examples of FIPS 180-4.
  @ParameterizedTest
  @CsvSource({
    "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "ü, 607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f"
  })
  void isThatOfTheUtf8Bytes(String text, String hash) {
    assertThat(Sha256.hex(text)).isEqualTo(hash);
  }

  @Test
  void knowsItsForm() {
    assertThat(Sha256.isHex(Sha256.hex("x"))).isTrue();
    assertThat(Sha256.isHex(Sha256.hex("x").toUpperCase(Locale.ROOT))).isFalse();
    assertThat(Sha256.isHex("0".repeat(63))).isFalse();
    assertThat(Sha256.isHex("0".repeat(65))).isFalse();
    assertThat(Sha256.isHex("g".repeat(64))).isFalse();
  }
}
