package dev.tidemark.domain.sync;

import static dev.tidemark.domain.sync.Examples.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SyncValuesTest {
  @Test
  void aSyncIsNamedByItsConnectionAndItsModel() {
    assertThat(ID).hasToString("stripe-org_demo/StripeCustomer");
  }

  @Test
  void aRunIdIsNotBlank() {
    assertThat(new RunId("run-1")).hasToString("run-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunId(" "))
        .withMessage("a run id must not be blank");
  }

  @Test
  void fencingTokensCountFromZero() {
    assertThat(FencingToken.NONE.next()).isEqualTo(new FencingToken(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FencingToken(-1))
        .withMessage("a fencing token is not negative, but was -1");
  }

  @Test
  void aCheckpointHasALimit() {
    assertThat(new Checkpoint("x".repeat(1_048_576)).value()).hasSize(1_048_576);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Checkpoint("x".repeat(1_048_577)))
        .withMessage("a checkpoint has at most 1048576 characters, but this one has 1048577");
  }
}
