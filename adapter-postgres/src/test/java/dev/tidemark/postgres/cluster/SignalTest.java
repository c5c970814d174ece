package dev.tidemark.postgres.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.testkit.Fixtures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_-";

  private static String name(Random random, int length) {
    return "a"
        + IntStream.range(1, length)
            .mapToObj(i -> LETTERS.substring(random.nextInt(36)).substring(0, 1))
            .collect(Collectors.joining());
  }

  private static Set<ConnectionId> connections(Random random, int count, int length) {
    Set<ConnectionId> connections = new HashSet<>();
    while (connections.size() < count) {
      connections.add(
          new ConnectionId(
              new ProviderId(name(random, Math.min(length, 64))),
              new OrganizationId(name(random, length))));
    }
    return connections;
  }

  @Test
  void saysWhatWasMeant() {
    Random random = new Random(17);
    for (int i = 0; i < 1_000; i++) {
      Signal signal =
          Signal.of(
              name(random, 1 + random.nextInt(30)),
              connections(random, random.nextInt(41), 2 + random.nextInt(20)),
              random.nextBoolean()
                  ? Optional.of(Fixtures.NOON.plusNanos(random.nextLong(1_000_000_000_000L)))
                  : Optional.empty());

      assertThat(Signal.read(signal.text())).isEqualTo(signal);
      assertThat(signal.everything()).isFalse();
    }
  }

  @Test
  void namesNoneWhenThereAreTooMany() {
    Signal signal =
        Signal.of("node", connections(new Random(1), 41, 9), Optional.of(Fixtures.NOON));

    assertThat(Signal.read(signal.text()))
        .isEqualTo(new Signal("node", true, Set.of(), Optional.of(Fixtures.NOON)));
  }

  @Test
  void fitsANotificationWithTheLongestNames() {
    Signal signal =
        Signal.of(
            name(new Random(1), 64), connections(new Random(2), 40, 128), Optional.of(Instant.MAX));

    assertThat(signal.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(8_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "node\nno-slash",
        "node\n/",
        "node\norg/",
        "node\n/stripe",
        "node\norg/stripe/more",
        "node\n@",
        "node\n@noon",
        "node\n@2026-03-01",
        "node\n**",
        "node\norg/stripe\nrubbish",
      })
  void takesWhatItDoesNotUnderstandForEverything(String text) {
    Signal signal = Signal.read(text);

    assertThat(signal).isEqualTo(new Signal("", true, Set.of(), Optional.of(Instant.EPOCH)));
  }

  @Test
  void understandsAnyTextInSomeWay() {
    Random random = new Random(4);
    String alphabet = "ab@*/\n-:.TZ019 \u0000\u00e4\ud800";
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(random.nextInt(30), 0, alphabet.length())
              .mapToObj(at -> alphabet.substring(at, at + 1))
              .collect(Collectors.joining());
      Signal signal = Signal.read(text);
      assertThat(signal.due().orElse(Instant.EPOCH)).isAfterOrEqualTo(Instant.EPOCH);
    }
  }

  @Test
  void takesAnInstantBeforeAnyOtherForOneThatIsPast() {
    assertThat(Signal.read("node\n@" + Instant.MIN).due()).contains(Instant.EPOCH);
  }
}
