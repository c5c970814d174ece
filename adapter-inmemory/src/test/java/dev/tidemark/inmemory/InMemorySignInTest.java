package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SignInContract;

class InMemorySignInTest extends SignInContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
