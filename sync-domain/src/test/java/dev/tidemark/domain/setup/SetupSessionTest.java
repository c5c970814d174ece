package dev.tidemark.domain.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SetupSessionTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final SessionId ID = new SessionId("sess_0123456789abcdef");
  private static final SignIn SIGN_IN = SignIn.of("v".repeat(43), "state", "browser");

  private final SetupSession fresh =
      SetupSession.begin(
          ID,
          new ConnectionId(new ProviderId("hubspot"), new OrganizationId("org_demo")),
          false,
          NOON);

  private static Instant after(Duration time) {
    return NOON.plus(time);
  }

  @Test
  void isPendingUntilItsTimeIsOver() {
    assertThat(fresh.status(NOON)).isEqualTo(new SetupSession.Status.Pending());
    assertThat(fresh.away(SIGN_IN).status(after(Duration.ofSeconds(599))))
        .isEqualTo(new SetupSession.Status.Pending());
  }

  @Test
  void expiresAfterTenMinutes() {
    Instant end = after(Duration.ofMinutes(10));

    assertThat(fresh.status(end)).isEqualTo(new SetupSession.Status.Expired());
    assertThat(fresh.away(SIGN_IN).status(end)).isEqualTo(new SetupSession.Status.Expired());
    assertThat(fresh.away(SIGN_IN).open(end)).isFalse();
  }

  @Test
  void leavesTheProviderAWhileOnceSomebodyIsBack() {
    SetupSession back = fresh.returned();

    assertThat(back.status(after(Duration.ofSeconds(719))))
        .isEqualTo(new SetupSession.Status.Pending());
    assertThat(back.status(after(Duration.ofMinutes(12))))
        .isEqualTo(new SetupSession.Status.Expired());
  }

  @Test
  void keepsItsEndForGood() {
    Instant late = after(Duration.ofDays(1));

    assertThat(fresh.connected().status(late)).isEqualTo(new SetupSession.Status.Connected());
    assertThat(fresh.failed("no").status(late)).isEqualTo(new SetupSession.Status.Failed("no"));
  }

  @Test
  void isOpenOnlyWhileSomebodyMayGoOrComeBack() {
    assertThat(fresh.open(NOON)).isTrue();
    assertThat(fresh.away(SIGN_IN).open(NOON)).isTrue();
    assertThat(fresh.returned().open(NOON)).isFalse();
    assertThat(fresh.connected().open(NOON)).isFalse();
    assertThat(fresh.failed("no").open(NOON)).isFalse();
  }

  @Test
  void aSignInIsEndedOnlyWithBothOfWhatWasHandedOut() {
    assertThat(SIGN_IN.matches("state", "browser")).isTrue();
    assertThat(SIGN_IN.matches("state", "another")).isFalse();
    assertThat(SIGN_IN.matches("another", "browser")).isFalse();
  }

  @Test
  void aSignInShowsNothingOfItself() {
    assertThat(SIGN_IN.toString()).isEqualTo("SignIn");
    assertThat(SIGN_IN.stateHash()).doesNotContain("state");
  }

  @Test
  void refusesIdsThatCouldBeGuessedAndHashesThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionId("sess_1"))
        .withMessage("a session id has 16 to 128 letters, digits, '_' or '-'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SignIn("v", "state", SIGN_IN.browserHash()))
        .withMessage("state and browser are kept as SHA-256 in hexadecimal");
  }
}
