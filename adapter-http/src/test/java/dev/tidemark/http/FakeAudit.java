package dev.tidemark.http;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.domain.audit.Change;
import java.util.ArrayList;
import java.util.List;

/** A trail that keeps everything. */
final class FakeAudit implements AuditTrail {
  private final List<Entry> entries = new ArrayList<>();

  @Override
  public synchronized void append(Change change) {
    entries.add(new Entry(entries.size() + 1, change));
  }

  @Override
  public synchronized List<Entry> list(long before, int limit) {
    return entries.reversed().stream()
        .filter(entry -> entry.number() < before)
        .limit(limit)
        .toList();
  }
}
