package dev.tidemark.connectors.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.connectors.rate.RateBudget.Permit;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateBudgetTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ConnectionId CONNECTION =
      new ConnectionId(new ProviderId("acme"), new OrganizationId("org"));

  private Instant now = NOON;
  private long nanos = 5;
  private final RateBudgets budgets = new RateBudgets(() -> now, () -> nanos);

  @Test
  void spacesRequestsEvenly() throws InterruptedException {
    RateBudget budget = budgets.borrow(CONNECTION);
    Pace pace = new Pace(Duration.ofMillis(5), 1);

    assertThat(budget.acquire(pace)).isEqualTo(new Permit.Granted());
    long before = System.nanoTime();
    assertThat(budget.acquire(pace)).isEqualTo(new Permit.Granted());
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(pace.spacing());
  }

  @Test
  void sendsAReaderAwayThatWouldWaitLong() throws InterruptedException {
    RateBudget budget = budgets.borrow(CONNECTION);
    Pace pace = new Pace(Duration.ofSeconds(2), 1);

    assertThat(budget.acquire(pace)).isEqualTo(new Permit.Granted());
    assertThat(budget.acquire(pace)).isEqualTo(new Permit.Held(NOON.plusSeconds(2)));
    pass(Duration.ofSeconds(2));
    assertThat(budget.acquire(pace)).isEqualTo(new Permit.Granted());
  }

  @Test
  void tellsEachReaderATimeOfItsOwn() throws InterruptedException {
    RateBudget budget = budgets.borrow(CONNECTION);
    Pace pace = new Pace(Duration.ofSeconds(10), 1);

    assertThat(budget.acquire(pace)).isEqualTo(new Permit.Granted());
    for (int reader = 1; reader <= 3; reader++) {
      assertThat(budget.acquire(pace)).isEqualTo(new Permit.Held(NOON.plusSeconds(reader * 10L)));
    }
    for (int reader = 1; reader <= 3; reader++) {
      pass(Duration.ofSeconds(10));
      assertThat(budget.acquire(pace)).as("reader %d", reader).isEqualTo(new Permit.Granted());
    }
    assertThat(budget.acquire(pace)).isEqualTo(new Permit.Held(NOON.plusSeconds(40)));
  }

  @Test
  void tellsNobodyAMuchLaterTimeForTheSakeOfReadersThatNeverCame() throws InterruptedException {
    RateBudget budget = budgets.borrow(CONNECTION);
    Pace pace = new Pace(Duration.ofSeconds(10), 1);

    for (int asked = 0; asked < 1000; asked++) {
      budget.acquire(pace);
    }
    assertThat(budget.acquire(pace))
        .isEqualTo(new Permit.Held(NOON.plusSeconds(10).plus(Duration.ofHours(1))));
  }

  @Test
  void spacesAlsoWhereTheMachinesTimeRunsOver() {
    nanos = Long.MAX_VALUE - 1;
    RateBudget budget = budgets.borrow(CONNECTION);
    assertThatCode(() -> budget.acquire(new Pace(Duration.ofSeconds(10), 1)))
        .doesNotThrowAnyException();
    budgets.release(CONNECTION);

    assertThat(budgets.size()).as("its next place is still to come").isOne();
    pass(Duration.ofSeconds(11));
    budgets.borrow(CONNECTION);
    budgets.release(CONNECTION);
    assertThat(budgets.size()).isZero();
  }

  private void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  @Test
  void isHeldForAnHourAtMost() throws InterruptedException {
    RateBudget budget = budgets.borrow(CONNECTION);
    budget.hold(NOON.plus(Duration.ofDays(3650)));

    assertThat(budget.acquire(Pace.UNLIMITED))
        .isEqualTo(new Permit.Held(NOON.plus(Duration.ofHours(1))));
    pass(Duration.ofHours(1));
    assertThat(budget.acquire(Pace.UNLIMITED)).isEqualTo(new Permit.Granted());
  }

  @Test
  void isHeldUntilTheLatestTimeThatWasNamed() throws InterruptedException {
    RateBudget budget = budgets.borrow(CONNECTION);
    budget.hold(NOON.plusSeconds(20));
    budget.hold(NOON.plusSeconds(10));

    assertThat(budget.acquire(Pace.UNLIMITED)).isEqualTo(new Permit.Held(NOON.plusSeconds(20)));
    now = NOON.plusSeconds(20);
    assertThat(budget.acquire(Pace.UNLIMITED)).isEqualTo(new Permit.Granted());
  }

  @Test
  void isSharedByAConnectionAndForgottenAfterIt() {
    RateBudget first = budgets.borrow(CONNECTION);
    assertThat(budgets.borrow(CONNECTION)).isSameAs(first);

    budgets.release(CONNECTION);
    assertThat(budgets.size()).isEqualTo(1);
    budgets.release(CONNECTION);
    assertThat(budgets.size()).isZero();
  }

  @Test
  void isNotForgottenWhileItIsHeld() {
    budgets.borrow(CONNECTION).hold(NOON.plusSeconds(20));
    budgets.release(CONNECTION);
    assertThat(budgets.size()).isEqualTo(1);

    now = NOON.plusSeconds(21);
    budgets.borrow(CONNECTION);
    budgets.release(CONNECTION);
    assertThat(budgets.size()).isZero();
  }

  @Test
  void canBeInterruptedWhileItWaits() throws InterruptedException {
    RateBudget budget = budgets.borrow(CONNECTION);
    budget.acquire(new Pace(Duration.ofMillis(900), 1));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> budget.acquire(new Pace(Duration.ofMillis(900), 1)))
        .isInstanceOf(InterruptedException.class);
  }
}
