package dev.tidemark.inmemory;

import dev.tidemark.testkit.AuditTrailContract;
import dev.tidemark.testkit.Ports;

class InMemoryAuditTrailTest extends AuditTrailContract {
  @Override
  protected Ports emptyStore() {
    return InMemoryPorts.empty();
  }
}
