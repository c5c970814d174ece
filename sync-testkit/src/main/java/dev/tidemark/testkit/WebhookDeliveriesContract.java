package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.setup.WebhookDeliveries} promises. */
public abstract class WebhookDeliveriesContract extends StoreContract {
  private static final ConnectionId STRIPE = Fixtures.connectionId("stripe");
  private static final Instant UNTIL = Fixtures.noonPlus(300);

  private boolean first(ConnectionId connection, String id) {
    return store.deliveries().first(connection, id, Fixtures.NOON, UNTIL);
  }

  @Test
  void tellsTheFirstFromItsRepetitions() {
    assertThat(first(STRIPE, "a")).isTrue();
    assertThat(first(STRIPE, "a")).isFalse();
    assertThat(first(STRIPE, "b")).isTrue();
  }

  @Test
  void keepsConnectionsApart() {
    first(STRIPE, "a");

    assertThat(first(Fixtures.connectionId("pylon"), "a")).isTrue();
  }

  @Test
  void mayForgetOnlyWhatIsOld() {
    first(STRIPE, "a");

    assertThat(store.deliveries().first(STRIPE, "b", UNTIL, UNTIL.plusSeconds(300))).isTrue();
    assertThat(store.deliveries().first(STRIPE, "a", UNTIL, UNTIL.plusSeconds(300))).isFalse();
  }

  @Test
  void ofSeveralAtOnceOneIsTheFirst() {
    assertThat(Race.run(6, contender -> first(STRIPE, "a"))).containsOnlyOnce(true);
  }

  @Test
  void isPartOfTheTransactionItIsCalledIn() {
    try {
      store
          .transactions()
          .perform(() -> {
            first(STRIPE, "a");
            throw new IllegalStateException("changed its mind");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("changed its mind");
    }
    assertThat(first(STRIPE, "a")).isTrue();
  }
}
