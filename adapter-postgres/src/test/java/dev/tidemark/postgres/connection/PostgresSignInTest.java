package dev.tidemark.postgres.connection;

import dev.tidemark.postgres.PostgresStore;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SignInContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class PostgresSignInTest extends SignInContract {
  private @Nullable PostgresStore node;

  /** On a fresh node: one that has read connections is not told that the tables are empty. */
  @Override
  protected Ports emptyStore() {
    var unused = TestStore.emptied(getClass());
    node = TestStore.anotherNode(getClass());
    return TestStore.ports(node);
  }

  @AfterEach
  void close() {
    if (node != null) {
      node.close();
    }
  }
}
