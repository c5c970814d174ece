package dev.tidemark.inmemory;

import dev.tidemark.testkit.Ports;
import dev.tidemark.testkit.RunJournalContract;

class InMemoryRunJournalTest extends RunJournalContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
