package dev.tidemark.postgres.vault;

import dev.tidemark.testkit.CredentialVaultContract;
import dev.tidemark.testkit.Ports;

class PostgresCredentialVaultTest extends CredentialVaultContract {
  @Override
  protected Ports emptyStore() {
    return VaultPorts.empty(getClass());
  }
}
