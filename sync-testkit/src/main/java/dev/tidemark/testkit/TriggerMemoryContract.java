package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.composio.IdempotencyKey;
import dev.tidemark.application.composio.TriggerConnector.Outcome.Accepted;
import dev.tidemark.application.composio.TriggerMemory.Remembered;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.RunState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.composio.TriggerMemory} promises. */
public abstract class TriggerMemoryContract extends StoreContract {
  private static final IdempotencyKey KEY = new IdempotencyKey("key_1", "again");
  private static final Instant UNTIL = Fixtures.noonPlus(60);

  private static Remembered trigger(String run) {
    return new Remembered(true, new Accepted(new RunId(run), RunState.QUEUED, false, true));
  }

  private void remember(IdempotencyKey key, String run) {
    store.triggers().remember(key, trigger(run), Fixtures.NOON, UNTIL);
  }

  @Test
  void remembersATriggerAsItWas() {
    remember(KEY, "run_1");

    assertThat(store.triggers().find(KEY, Fixtures.NOON)).contains(trigger("run_1"));
  }

  @Test
  void tellsKeysAndTheirOwnersApart() {
    remember(KEY, "run_1");
    remember(new IdempotencyKey("key_2", "again"), "run_2");

    assertThat(store.triggers().find(KEY, Fixtures.NOON)).contains(trigger("run_1"));
    assertThat(store.triggers().find(new IdempotencyKey("key_1", "AGAIN"), Fixtures.NOON))
        .isEmpty();
    assertThat(store.triggers().find(new IdempotencyKey("key_3", "again"), Fixtures.NOON))
        .isEmpty();
  }

  @Test
  void forgetsWhenItsTimeHasCome() {
    remember(KEY, "run_1");

    assertThat(store.triggers().find(KEY, UNTIL.minusNanos(1000))).contains(trigger("run_1"));
    assertThat(store.triggers().find(KEY, UNTIL)).isEmpty();
  }

  @Test
  void remembersAnewWhatItHadForgotten() {
    remember(KEY, "run_1");
    Instant later = UNTIL.plusSeconds(1);
    Instant end = UNTIL.plusSeconds(60);
    store.triggers().remember(KEY, trigger("run_2"), later, end);
    for (int i = 0; i < 5; i++) {
      store
          .triggers()
          .remember(new IdempotencyKey("key_1", "other" + i), trigger("run_3"), later, end);
    }

    assertThat(store.triggers().find(KEY, later)).contains(trigger("run_2"));
  }

  @Test
  void isPartOfTheTransactionItIsCalledIn() {
    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  remember(KEY, "run_1");
                  throw new IllegalStateException("changed its mind");
                }))
        .hasMessage("changed its mind");

    assertThat(store.triggers().find(KEY, Fixtures.NOON)).isEmpty();
  }

  @Test
  void keepsTheLastTenThousandOfEachOwner() {
    IdempotencyKey others = new IdempotencyKey("key_0", "again");
    remember(others, "run_0");
    store
        .transactions()
        .perform(() -> {
          for (int i = 0; i <= 10_000; i++) {
            remember(new IdempotencyKey("key_1", "k" + i), "run_1");
          }
        });

    assertThat(store.triggers().find(new IdempotencyKey("key_1", "k0"), Fixtures.NOON)).isEmpty();
    assertThat(store.triggers().find(new IdempotencyKey("key_1", "k1"), Fixtures.NOON)).isPresent();
    assertThat(store.triggers().find(others, Fixtures.NOON)).isPresent();
  }
}
