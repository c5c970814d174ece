package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.http.exchange.RateLimit;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {
  private static final Duration GRACE = Duration.ofSeconds(1);

  @Test
  void hasUsualValues() {
    assertThat(HttpSettings.on("0.0.0.0", 8080))
        .isEqualTo(new HttpSettings("0.0.0.0", 8080, 65_536, Duration.ofSeconds(10)))
        .isEqualTo(
            new HttpSettings(
                "0.0.0.0",
                8080,
                65_536,
                Optional.of(new RateLimit(6_000_000, Duration.ofMinutes(1))),
                Duration.ofSeconds(10)));
  }

  @Test
  void refusesValuesOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings(" ", 1, 1, GRACE))
        .withMessage("the host to listen on must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings("h", 65_536, 1, GRACE))
        .withMessage("the port is 0 to 65535, but was 65536");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings("h", -1, 1, GRACE))
        .withMessage("the port is 0 to 65535, but was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings("h", 1, 0, GRACE))
        .withMessage("the largest body is 1 to 16777216 bytes, but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings("h", 1, 16_777_217, GRACE))
        .withMessage("the largest body is 1 to 16777216 bytes, but was 16777217");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HttpSettings("h", 1, 1, GRACE.negated()))
        .withMessage("the time to stop in must not be negative, but was PT-1S");
  }
}
