package dev.tidemark.connectors.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScrubberTest {
  private static final String SECRET = "s3cr3t/value+1";
  private final Scrubber scrubber = Scrubber.of(List.of(SECRET, "abc", "s3cr3t/value+1-and-more"));

  @Test
  void takesOutKnownSecretsInEveryFormTheyTravelIn() {
    assertThat(scrubber.scrub("key s3cr3t/value+1 is bad")).isEqualTo("key *** is bad");
    assertThat(scrubber.scrub("key s3cr3t/value+1-and-more!")).isEqualTo("key ***!");
    assertThat(scrubber.scrub("?k=s3cr3t%2Fvalue%2B1&x")).isEqualTo("?k=***&x");
    assertThat(
            scrubber.scrub(
                "got "
                    + Base64.getEncoder()
                        .encodeToString((SECRET + ":").getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("got ***");
  }

  @Test
  void leavesShortValuesAlone() {
    assertThat(scrubber.scrub("the abc of it")).isEqualTo("the abc of it");
  }

  @Test
  void takesOutWhateverLooksLikeAToken() {
    for (String token :
        List.of(
            "sk_live_51Habcdefgh",
            "xoxb-123456-abcdef",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig",
            "0123456789abcdef0123456789abcdef")) {
      assertThat(scrubber.scrub("bad " + token + " given")).isEqualTo("bad *** given");
    }
    assertThat(scrubber.scrub("Authorization: Bearer abcdefghijk"))
        .isEqualTo("Authorization: Bearer ***");
  }

  @Test
  void takesQueryAndUserOutOfUrls() {
    assertThat(scrubber.scrub("at https://joe:pw@api.test/v1/x?sig=1&b=2 failed"))
        .isEqualTo("at https://api.test/v1/x failed");
  }

  @Test
  void givesOneShortLine() {
    assertThat(scrubber.scrub("  a\r\n\tb\u0000c\u202ed ")).isEqualTo("a b c d");
    assertThat(scrubber.scrub("word ".repeat(100))).hasSize(200).endsWith("…");
  }

  @Test
  void takesParametersThatAreSecretsOutOfALink() {
    Scrubber scrubber = Scrubber.of(List.of("s3cr3t key", "other"));
    assertThat(scrubber.withoutSecretParameters("https://api.test/x?key=s3cr3t+key&page=2"))
        .isEqualTo("https://api.test/x?page=2");
    assertThat(scrubber.withoutSecretParameters("/x?page=2&a=b&token=other"))
        .isEqualTo("/x?page=2&a=b");
    assertThat(scrubber.withoutSecretParameters("/x?key=other")).isEqualTo("/x");
    assertThat(scrubber.withoutSecretParameters("other")).isEqualTo("other");
  }
}
