package dev.tidemark.inmemory;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.domain.audit.Change;
import java.util.Comparator;
import java.util.List;

/** The last 10 000 changes, in memory. */
final class InMemoryAuditTrail implements AuditTrail {
  private static final int KEPT = 10_000;

  /** The key of the one value in the table of numbers. */
  private static final String LAST = "last";

  private final InMemoryTransactions transactions;
  private final OrderedTable<Long, Change> changes;
  private final Table<String, Long> numbers;

  InMemoryAuditTrail(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.changes = OrderedTable.by(Comparator.<Long>reverseOrder(), transactions);
    this.numbers = new Table<>(transactions);
  }

  @Override
  public void append(Change change) {
    transactions.perform(() -> {
      Long last = numbers.get(LAST);
      long number = last == null ? 1 : last + 1;
      numbers.put(LAST, number);
      changes.put(number, change);
      if (number > KEPT) {
        changes.remove(number - KEPT);
      }
    });
  }

  @Override
  public List<Entry> list(long before, int limit) {
    return changes.after(before, limit, Entry::new);
  }
}
