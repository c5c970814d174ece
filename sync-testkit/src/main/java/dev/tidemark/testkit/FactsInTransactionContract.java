package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.sync.Sync;
import dev.tidemark.domain.sync.SyncId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link dev.tidemark.application.sync.SyncRepository} promises about facts that change
 * several times in a transaction. A store may put off writing them until they are read, or the
 * transaction ends.
 */
public abstract class FactsInTransactionContract extends StoreContract {
  private static final List<Sync> ALL = ManyFacts.of(Fixtures.syncId("stripe", "StripeCustomer"));

  private SyncId sync;

  @BeforeEach
  void add() {
    sync = added("stripe", "StripeCustomer");
  }

  private void becomes(Sync facts) {
    assertThat(store.syncs().update(sync, before -> facts)).contains(facts);
  }

  @Test
  void keepsTheLastFactsWhateverIsReadInBetween() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 100; round++) {
      Sync last = store.transactions().perform(() -> change(random));

      assertThat(facts(sync)).isEqualTo(last);
    }
  }

  private Sync change(SplittableRandom random) {
    Sync last = facts(sync);
    for (int left = random.nextInt(1, 5); left > 0; left--) {
      last = ALL.get(random.nextInt(ALL.size()));
      becomes(last);
      if (random.nextBoolean()) {
        assertThat(facts(sync)).isEqualTo(last);
      }
    }
    return last;
  }

  @Test
  void takesAChangeBack() {
    becomes(ALL.getFirst());

    store
        .transactions()
        .perform(() -> {
          becomes(ALL.getLast());
          becomes(ALL.getFirst());
        });

    assertThat(facts(sync)).isEqualTo(ALL.getFirst());
  }

  @Test
  void takesAChangeBackThatWasRead() {
    becomes(ALL.getFirst());

    store
        .transactions()
        .perform(() -> {
          becomes(ALL.getLast());
          assertThat(facts(sync)).isEqualTo(ALL.getLast());
          becomes(ALL.getFirst());
        });

    assertThat(facts(sync)).isEqualTo(ALL.getFirst());
  }
}
