package dev.tidemark.domain.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupStep;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionSetupTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final ConnectionSetup none =
      ConnectionSetup.none(
          new ConnectionId(new ProviderId("stripe"), new OrganizationId("org_demo")));

  @Test
  void nothingIsDoneAtFirst() {
    assertThat(none.done(SetupStep.CRM_MAPPING)).isFalse();
    assertThat(none.done(SetupStep.WEBHOOK)).isFalse();
  }

  @Test
  void aMappingIsDoneOnceItIsThere() {
    ConnectionSetup mapped = none.mapped(new CrmMapping(List.of()));

    assertThat(mapped.done(SetupStep.CRM_MAPPING)).isTrue();
    assertThat(mapped.done(SetupStep.WEBHOOK)).isFalse();
  }

  @Test
  void aWebhookIsDoneWhenSomebodySaysSoOrADeliveryProvesIt() {
    assertThat(none.webhookConfirmed(NOON).done(SetupStep.WEBHOOK)).isTrue();
    assertThat(none.delivered(NOON).done(SetupStep.WEBHOOK)).isTrue();
    assertThat(none.delivered(NOON).done(SetupStep.CRM_MAPPING)).isFalse();
  }

  @Test
  void onlyTheFirstDeliveryIsNoted() {
    ConnectionSetup first = none.delivered(NOON);

    assertThat(first.delivered(NOON.plusSeconds(1))).isSameAs(first);
    assertThat(first.deliveredAt()).isEqualTo(NOON);
  }

  @Test
  void aStepThatNobodyKnowsIsNeverDone() {
    assertThat(none.mapped(new CrmMapping(List.of())).webhookConfirmed(NOON).done("dance"))
        .isFalse();
  }
}
