package dev.tidemark.postgres.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connection.CredentialVault;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.postgres.Plans;
import dev.tidemark.testkit.Fixtures;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Credentials are found by their connection, however many there are. */
@Timeout(240)
class VaultPlansTest {
  private static final ConnectionId CONNECTION =
      new ConnectionId(new ProviderId("p3"), new OrganizationId("org_7"));

  @Test
  void storeFindAndForget() throws SQLException {
    Plans plans = Plans.opened();
    Credentials credentials = Fixtures.credentials("sk_live");
    plans.assertFinds(
        List.of("credentials_pkey"),
        () -> {
          CredentialVault vault = Vault.open(plans.database(), VaultKeys.create()).credentials();
          vault.store(CONNECTION, credentials);
          assertThat(vault.find(CONNECTION)).contains(credentials);
          vault.forget(CONNECTION);
        });
  }
}
