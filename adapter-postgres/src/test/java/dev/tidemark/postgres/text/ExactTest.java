package dev.tidemark.postgres.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactTest {
  private static final char[] HARD = {
    0, 1, 2, 3, 'a', '\u00e4', '\u4e00', '\u4e01', '\u55ff', '\ud7fe', '\ud7ff', '\ud800', '\udbff',
    '\udc00', '\udfff', '\ue000', '\uffff'
  };

  private final SplittableRandom random = new SplittableRandom(7);

  private String hard() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(HARD[random.nextInt(HARD.length)]);
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void keepsEasyTextAsItIs() {
    for (String easy : List.of("", "GITHUB_STAR", "\u00c4rger \ud83c\udf0a\n\t'\"\\%", "\ue000")) {
      assertThat(Exact.kept(easy)).isEqualTo(easy);
      assertThat(Exact.told(easy)).isEqualTo(easy);
    }
  }

  @Test
  void keepsAnyTextInAFormThatUtf8Has() {
    for (int i = 0; i < 20_000; i++) {
      String text = hard();
      String kept = Exact.kept(text);

      assertThat(kept).doesNotContain("\0");
      assertThat(new String(bytes(kept), StandardCharsets.UTF_8)).isEqualTo(kept);
      assertThat(Exact.told(kept)).isEqualTo(text);
    }
  }

  @Test
  void keepsTheOrderOfCodePoints() {
    for (int i = 0; i < 20_000; i++) {
      String one = hard();
      String other = hard();

      int byCodePoints = Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

      assertThat(Arrays.compareUnsigned(bytes(Exact.kept(one)), bytes(Exact.kept(other))))
          .as("%s and %s", codes(one), codes(other))
          .satisfies(
              order -> assertThat(Integer.signum(order)).isEqualTo(Integer.signum(byCodePoints)));
    }
  }

  private static List<String> codes(String text) {
    List<String> codes = new ArrayList<>();
    text.chars().forEach(c -> codes.add(Integer.toHexString(c)));
    return codes;
  }
}
