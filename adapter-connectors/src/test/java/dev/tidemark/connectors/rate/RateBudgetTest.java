package dev.tidemark.connectors.rate;

import static org.assertj.core.api.Assertions.assertThat;
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
    Pace pace = new Pace(Duration.ofMillis(400), 1);

    assertThat(budget.acquire(pace)).isEqualTo(new Permit.Granted());
    long before = System.nanoTime();
    assertThat(budget.acquire(pace)).isEqualTo(new Permit.Granted());
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(pace.spacing());
    // By the fake clock no time has passed: the third place is 800 ms away, the fourth 1200 ms.
    assertThat(budget.acquire(pace)).isEqualTo(new Permit.Granted());
    assertThat(budget.acquire(pace)).isEqualTo(new Permit.Held(NOON.plusMillis(1200)));
    nanos += Duration.ofMillis(1200).toNanos();
    assertThat(budget.acquire(pace)).isEqualTo(new Permit.Granted());
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
