package dev.tidemark.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DeletionGuardProperties {
  @Property
  void allowsAtMostItsShareOrItsNumber(
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @IntRange(min = 0, max = 1_000) int always,
      @ForAll @LongRange(min = 0, max = 2_000_000) long live,
      @ForAll @DoubleRange(min = 0, max = 1) double of) {
    long deletions = Math.round(of * live);
    boolean allowed = new DeletionGuard(share, always).allows(deletions, live);
    assertThat(allowed).isEqualTo(deletions <= Math.max(always, share * live));
  }

  @Property
  void whatItAllowsItAllowsInPartAndOfMore(
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @IntRange(min = 0, max = 100) int always,
      @ForAll @LongRange(min = 0, max = 10_000) long live,
      @ForAll @LongRange(min = 1, max = 10_000) long deletions) {
    DeletionGuard guard = new DeletionGuard(share, always);
    if (guard.allows(deletions, live)) {
      assertThat(guard.allows(deletions - 1, live)).isTrue();
      assertThat(guard.allows(deletions, live + 1)).isTrue();
    }
  }

  @Property
  void aGuardThatIsFullyOpenAllowsEverythingAndAClosedOneNothing(
      @ForAll @LongRange(min = 1, max = Integer.MAX_VALUE) long live) {
    assertThat(new DeletionGuard(1, 0).allows(live, live)).isTrue();
    assertThat(new DeletionGuard(0, 0).allows(1, live)).isFalse();
    assertThat(new DeletionGuard(0, 0).allows(0, live)).isTrue();
  }

  @Example
  void theDefaultAllowsHalfOrTen() {
    assertThat(DeletionGuard.DEFAULT.allows(500, 1_000)).isTrue();
    assertThat(DeletionGuard.DEFAULT.allows(501, 1_000)).isFalse();
    assertThat(DeletionGuard.DEFAULT.allows(10, 10)).isTrue();
    assertThat(DeletionGuard.DEFAULT.allows(11, 11)).isFalse();
    assertThat(DeletionGuard.DEFAULT.allows(0, 0)).isTrue();
  }

  @Example
  void refusesWhatIsNoShareOrNoNumber() {
    for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new DeletionGuard(share, 10))
          .withMessage(
              "a deletion guard has a share of 0 to 1 and a number from 0, but was "
                  + share
                  + ", 10");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeletionGuard(0.5, -1))
        .withMessage("a deletion guard has a share of 0 to 1 and a number from 0, but was 0.5, -1");
  }
}
