package dev.tidemark.postgres.vault;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.CredentialVaultContract;
import dev.tidemark.testkit.Ports;

class PostgresCredentialVaultTest extends CredentialVaultContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
