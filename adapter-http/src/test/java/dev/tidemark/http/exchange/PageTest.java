package dev.tidemark.http.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+):#([0-9a-f]{6})");

  private static Document read(Answer answer) {
    return Jsoup.parse(new String(answer.body(), 0, answer.length(), UTF_8));
  }

  @Test
  void showsWhateverItIsGivenAsItIs() {
    String odd = "</title></style><script>x</script> &amp; \"'`{}%s\u00e9\ud83c\udf0a";

    Document page = read(new Page(odd).paragraph(odd).note(odd).button(odd).answer(Status.OK_200));

    assertThat(page.title()).isEqualTo(odd);
    assertThat(page.expectFirst("h1").text()).isEqualTo(odd);
    assertThat(page.select("p").eachText()).containsExactly(odd, odd);
    assertThat(page.expectFirst("button").text()).isEqualTo(odd);
    assertThat(page.select("script")).isEmpty();
  }

  @Test
  void canBeReadInLightAndInDark() {
    String style = read(new Page("x").answer(Status.OK_200)).expectFirst("style").data();
    String[] modes = style.split("prefers-color-scheme:dark", -1);
    assertThat(modes).hasSize(2);
    for (String mode : modes) {
      Map<String, Integer> colours = new HashMap<>();
      Matcher matcher = COLOUR.matcher(mode);
      while (matcher.find()) {
        colours.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
      }
      assertThat(contrast(colours, "text", "card")).isGreaterThan(12);
      assertThat(contrast(colours, "quiet", "card")).isGreaterThan(7);
      assertThat(contrast(colours, "act-text", "act")).isGreaterThan(6);
      assertThat(contrast(colours, "act", "card")).isGreaterThan(4.5);
    }
  }

  /** As WCAG 2.2 has it: from 1 to 21. */
  private static double contrast(Map<String, Integer> colours, String one, String other) {
    double a = luminance(colours.get(one));
    double b = luminance(colours.get(other));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * channel(colour >> 16)
        + 0.7152 * channel(colour >> 8)
        + 0.0722 * channel(colour);
  }

  private static double channel(int value) {
    double share = (value & 255) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  @Test
  void tellsEveryFaultInWordsForPeople() {
    for (Fault fault : Fault.values()) {
      Answer answer = Page.of(fault);

      assertThat(answer.status().code()).isEqualTo(fault.status().code());
      assertThat(read(answer).expectFirst("p").text())
          .as(fault.name())
          .endsWith(".")
          .doesNotContain("..");
    }
  }
}
