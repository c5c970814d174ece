package dev.tidemark.server.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.sandbox.small.SmallEmulator;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An account that holds no more than every account does is read like any other. */
final class EmptyAccountTest {
  @ParameterizedTest
  @MethodSource("dev.tidemark.server.providers.ProviderCases#ofOrganizations")
  void hasNothingAndIsUpToDate(ProviderCase subject) {
    try (Rig rig = new Rig(subject.provider(), 1, 1)) {
      Map<String, String> empty = rig.control.emptyConnection().orElseThrow();
      assertThat(rig.connect(empty)).isInstanceOf(CredentialCheck.Accepted.class);
      rig.settle(Duration.ofMinutes(10));
      assertThat(rig.records(model(rig, subject))).isEmpty();
      rig.provider.models().forEach(model -> upToDate(rig, model, subject));

      rig.clock.advance(Duration.ofMinutes(65));
      rig.settle(Duration.ofMinutes(10));
      rig.provider.models().forEach(model -> upToDate(rig, model, subject));
    }
  }

  private static Model model(Rig rig, ProviderCase subject) {
    return rig.provider.models().stream()
        .filter(model -> model.name().equals(subject.largest()))
        .findFirst()
        .orElseThrow();
  }

  /** A Slack workspace is there also when nobody is in it. */
  private static void upToDate(Rig rig, Model model, ProviderCase subject) {
    String collection = Objects.requireNonNull(subject.twins().get(model.name())).collection();
    assertThat(rig.statuses().values()).as("%s", rig.statuses()).containsOnly("SUCCESS");
    assertThat(rig.records(model))
        .as(model.name().value())
        .hasSameSizeAs(rig.control.data(SmallEmulator.EMPTY).objects(collection));
  }
}
