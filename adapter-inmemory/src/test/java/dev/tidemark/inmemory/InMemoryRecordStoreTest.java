package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.RecordStoreContract;

class InMemoryRecordStoreTest extends RecordStoreContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
