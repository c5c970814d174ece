package dev.tidemark.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiceTest {

  @Test
  void rollsTheSameOnEveryMachine() {
    assertThat(Dice.of(1, "customer", 0).token(14)).isEqualTo("3tJqPkluXfUfOC");
  }

  @Test
  void rollsOtherValuesForAnotherSeedPurposeOrNumber() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      tokens.add(Dice.of(i, "customer", 0).token(14));
      tokens.add(Dice.of(1, "purpose " + i, 0).token(14));
      tokens.add(Dice.of(1, "customer", i + 1L).token(14));
    }

    assertThat(tokens).hasSize(3000);
  }

  @Test
  void staysWithinItsBounds() {
    Set<Integer> rolled = new HashSet<>();
    Dice dice = Dice.of(5, "bounds", 0);
    for (int i = 0; i < 1000; i++) {
      rolled.add(dice.between(3, 7));
    }

    assertThat(rolled).containsExactlyInAnyOrder(3, 4, 5, 6, 7);
    assertThatThrownBy(() -> dice.below(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesIdsInTheirUsualForms() {
    Dice dice = Dice.of(5, "ids", 0);

    assertThat(UUID.fromString(dice.uuid()).version()).isEqualTo(4);
    assertThat(dice.hex(20)).matches("[0-9a-f]{20}");
    assertThat(dice.digits(9)).matches("[0-9]{9}");
    assertThat(dice.token(30)).matches("[0-9A-Za-z]{30}");
  }
}
