package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.crm.CrmMapping.PipelineMapping;
import dev.tidemark.domain.crm.CrmMapping.StageMapping;
import dev.tidemark.domain.crm.DealStage;
import dev.tidemark.domain.crm.Pipeline.Stage;
import dev.tidemark.domain.setup.ConnectionSetup;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.connection.ConnectionSetups} promises. */
public abstract class ConnectionSetupsContract extends StoreContract {
  private static final ConnectionId HUBSPOT = Fixtures.connectionId("hubspot");
  private static final ConnectionId STRIPE = Fixtures.connectionId("stripe");

  /** Everything that a mapping can hold, and text that is hard to keep. */
  private static final CrmMapping MAPPING =
      new CrmMapping(
          List.of(
              new PipelineMapping(
                  "p'1",
                  "Sales \u00e4\ud83c\udf0a",
                  Arrays.stream(DealStage.values())
                      .map(stage ->
                          new StageMapping(
                              stage,
                              List.of(new Stage("a \"" + stage, "A"), new Stage("b", "B\\"))))
                      .toList()),
              new PipelineMapping("p2", "", List.of())));

  @BeforeEach
  void connect() {
    store.connections().save(Fixtures.connection(HUBSPOT));
    store.connections().save(Fixtures.connection(STRIPE));
  }

  @Test
  void knowsNothingAtFirst() {
    assertThat(store.setups().find(HUBSPOT)).isEmpty();
  }

  @Test
  void keepsWhatWasDone() {
    ConnectionSetup one = ConnectionSetup.none(HUBSPOT).mapped(MAPPING);
    ConnectionSetup other =
        ConnectionSetup.none(STRIPE)
            .webhookConfirmed(Fixtures.NOON)
            .delivered(Fixtures.noonPlus(1));
    store.setups().save(one);
    store.setups().save(other);

    assertThat(store.setups().find(HUBSPOT)).contains(one);
    assertThat(store.setups().find(STRIPE)).contains(other);
  }

  @Test
  void keepsTheLastState() {
    store.setups().save(ConnectionSetup.none(HUBSPOT).mapped(MAPPING));
    ConnectionSetup later = ConnectionSetup.none(HUBSPOT).delivered(Fixtures.NOON);

    store.setups().save(later);

    assertThat(store.setups().find(HUBSPOT)).contains(later);
  }

  @Test
  void forgetsOneAndNoOther() {
    store.setups().save(ConnectionSetup.none(HUBSPOT).mapped(MAPPING));
    store.setups().save(ConnectionSetup.none(STRIPE).delivered(Fixtures.NOON));

    store.setups().forget(HUBSPOT);
    store.setups().forget(HUBSPOT);

    assertThat(store.setups().find(HUBSPOT)).isEmpty();
    assertThat(store.setups().find(STRIPE)).isPresent();
  }

  @Test
  void isPartOfTheTransactionItIsCalledIn() {
    try {
      store
          .transactions()
          .perform(() -> {
            store.setups().save(ConnectionSetup.none(HUBSPOT).mapped(MAPPING));
            throw new IllegalStateException("changed its mind");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("changed its mind");
    }
    assertThat(store.setups().find(HUBSPOT)).isEmpty();
  }
}
