package dev.tidemark.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.domain.provider.ProviderId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
  private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");
  private static final ConnectionId ID =
      new ConnectionId(new ProviderId("stripe"), new OrganizationId("org_demo"));
  private static final Connection CONNECTED =
      new Connection(ID, new ConnectionState.Connected(), T0);

  @Test
  void isNamedByItsProviderAndItsOrganization() {
    assertThat(ID).hasToString("stripe-org_demo");
  }

  @Test
  void isUsableOnlyWhileItsCredentialsAreAccepted() {
    assertThat(CONNECTED.usable()).isTrue();
    assertThat(new Connection(ID, new ConnectionState.Connecting(), T0).usable()).isFalse();
    assertThat(CONNECTED.rejected("401").usable()).isFalse();
  }

  @Test
  void keepsTheReasonForWhichItsCredentialsWereRejected() {
    assertThat(CONNECTED.rejected("401"))
        .isEqualTo(new Connection(ID, new ConnectionState.NeedsReauthorization("401"), T0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "org_demo", "A.b-c_9", "x"})
  void acceptsOrganizations(String id) {
    assertThat(new OrganizationId(id)).hasToString(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "org demo", "org/demo", "órg", "org\n"})
  void refusesWhatIsNoOrganization(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OrganizationId(id))
        .withMessage(
            "organization id must be 1 to 128 letters, digits, '.', '_' or '-', but was '"
                + id
                + "'");
  }

  @Test
  void refusesAnOrganizationOfMoreThan128Characters() {
    assertThat(new OrganizationId("o".repeat(128)).value()).hasSize(128);
    assertThatIllegalArgumentException().isThrownBy(() -> new OrganizationId("o".repeat(129)));
  }

  @Test
  void thePlatformIsAnOrganization() {
    assertThat(OrganizationId.PLATFORM).isEqualTo(new OrganizationId("platform"));
  }
}
