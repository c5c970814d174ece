package dev.tidemark.inmemory;

import dev.tidemark.testkit.CredentialVaultContract;
import dev.tidemark.testkit.Ports;

class InMemoryCredentialVaultTest extends CredentialVaultContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
