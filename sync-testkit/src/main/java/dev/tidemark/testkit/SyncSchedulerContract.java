package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.sync.SyncId;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.sync.SyncScheduler} promises of due instants. */
public abstract class SyncSchedulerContract extends StoreContract {
  private SyncId one;
  private SyncId other;

  @BeforeEach
  void addSyncs() {
    one = added("stripe", "StripeCustomer");
    other = added("stripe", "StripeInvoice");
  }

  @Test
  void knowsNoDueInstantAtFirst() {
    assertThat(store.scheduler().due(one)).isEmpty();
  }

  @Test
  void keepsTheDueInstantOfEachSync() {
    store.scheduler().schedule(one, Fixtures.noonPlus(1));
    store.scheduler().schedule(other, Fixtures.noonPlus(2));

    assertThat(store.scheduler().due(one)).contains(Fixtures.noonPlus(1));
    assertThat(store.scheduler().due(other)).contains(Fixtures.noonPlus(2));
  }

  @Test
  void keepsInstantsThatAreFarAway() {
    Instant past = Instant.parse("1970-01-01T00:00:00Z");
    Instant future = Instant.parse("2525-12-31T23:59:59.999999Z");
    store.scheduler().schedule(one, past);
    store.scheduler().schedule(other, future);

    assertThat(store.scheduler().due(one)).contains(past);
    assertThat(store.scheduler().due(other)).contains(future);
  }

  @Test
  void replacesTheDueInstantByALaterOrAnEarlierOne() {
    store.scheduler().schedule(one, Fixtures.noonPlus(5));
    store.scheduler().schedule(one, Fixtures.noonPlus(9));
    assertThat(store.scheduler().due(one)).contains(Fixtures.noonPlus(9));

    store.scheduler().schedule(one, Fixtures.noonPlus(1));
    assertThat(store.scheduler().due(one)).contains(Fixtures.noonPlus(1));
  }

  @Test
  void forgetsTheDueInstantOfAnUnscheduledSync() {
    store.scheduler().schedule(one, Fixtures.noonPlus(1));
    store.scheduler().schedule(other, Fixtures.noonPlus(2));

    store.scheduler().unschedule(one);
    store.scheduler().unschedule(one);

    assertThat(store.scheduler().due(one)).isEmpty();
    assertThat(store.scheduler().due(other)).contains(Fixtures.noonPlus(2));
    store.scheduler().schedule(one, Fixtures.noonPlus(3));
    assertThat(store.scheduler().due(one)).contains(Fixtures.noonPlus(3));
  }

  @Test
  void leavesTheScheduleAsItWasIfTheTransactionFails() {
    store.scheduler().schedule(one, Fixtures.noonPlus(1));

    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  store.scheduler().schedule(one, Fixtures.noonPlus(5));
                  store.scheduler().unschedule(one);
                  store.scheduler().schedule(other, Fixtures.noonPlus(6));
                  assertThat(store.scheduler().due(one)).isEmpty();
                  assertThat(store.scheduler().due(other)).contains(Fixtures.noonPlus(6));
                  throw new IllegalArgumentException("trouble");
                }))
        .hasMessage("trouble");

    assertThat(store.scheduler().due(one)).contains(Fixtures.noonPlus(1));
    assertThat(store.scheduler().due(other)).isEmpty();
  }

  @Test
  void keepsOneOfTheInstantsThatManyWriteAtOnce() {
    Race.run(
        6,
        contender -> {
          for (int i = 0; i < 20; i++) {
            store.scheduler().schedule(one, Fixtures.noonPlus(contender));
            if (i % 5 == 0) {
              store.scheduler().unschedule(one);
            }
          }
          store.scheduler().schedule(one, Fixtures.noonPlus(contender));
          return contender;
        });

    assertThat(store.scheduler().due(one).orElseThrow())
        .isBetween(Fixtures.NOON, Fixtures.noonPlus(5));
  }
}
