package dev.tidemark.postgres.connection;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SignInContract;

class PostgresSignInTest extends SignInContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
