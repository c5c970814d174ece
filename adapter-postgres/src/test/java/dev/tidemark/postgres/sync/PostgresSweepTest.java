package dev.tidemark.postgres.sync;

import dev.tidemark.postgres.TestStore;
import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.SweepContract;

class PostgresSweepTest extends SweepContract {
  @Override
  protected Ports emptyStore() {
    return TestStore.empty(getClass());
  }
}
