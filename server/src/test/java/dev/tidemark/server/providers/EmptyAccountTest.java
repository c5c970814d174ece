package dev.tidemark.server.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.domain.provider.Model;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An account without a single record is read like any other. */
final class EmptyAccountTest {
  @ParameterizedTest
  @MethodSource("dev.tidemark.server.providers.ProviderCases#ofOrganizations")
  void hasNothingAndIsUpToDate(ProviderCase subject) {
    try (Rig rig = new Rig(subject.provider(), 1, 1)) {
      Map<String, String> empty = rig.control.emptyConnection().orElseThrow();
      assertThat(rig.connect(empty)).isInstanceOf(CredentialCheck.Accepted.class);
      rig.settle(Duration.ofMinutes(10));
      nothingAndUpToDate(rig, rig.provider.models().getFirst());

      rig.clock.advance(Duration.ofMinutes(65));
      rig.settle(Duration.ofMinutes(10));
      rig.provider.models().forEach(model -> nothingAndUpToDate(rig, model));
    }
  }

  private static void nothingAndUpToDate(Rig rig, Model model) {
    assertThat(rig.statuses().values()).as("%s", rig.statuses()).containsOnly("SUCCESS");
    assertThat(rig.records(model)).as(model.name().value()).isEmpty();
  }
}
