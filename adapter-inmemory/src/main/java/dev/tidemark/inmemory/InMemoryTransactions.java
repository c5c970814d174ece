package dev.tidemark.inmemory;

import dev.tidemark.application.store.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One transaction at a time. Its thread sees what it has written; all others see the version that
 * is committed, and wait for nobody.
 */
final class InMemoryTransactions implements Transactions {
  private final ReentrantLock writer = new ReentrantLock();

  /** Counts the commits; whatever belongs to a higher version is not there yet. */
  private volatile long committed;

  /** What follows is of the transaction under way. */
  private final List<Table<?, ?>> tables = new ArrayList<>();

  private boolean doomed;

  @Override
  public <T> T perform(Supplier<T> work) {
    return mine() ? join(work) : begin(work);
  }

  private <T> T join(Supplier<T> work) {
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      doomed |= !done;
    }
  }

  private <T> T begin(Supplier<T> work) {
    writer.lock();
    try {
      T result = work.get();
      if (doomed) {
        throw new IllegalStateException(
            "nothing is committed: work that joined this transaction has failed");
      }
      commit();
      return result;
    } finally {
      tables.forEach(Table::discard);
      tables.clear();
      doomed = false;
      writer.unlock();
    }
  }

  private void commit() {
    if (!tables.isEmpty()) {
      tables.forEach(Table::stage);
      committed = next();
      tables.forEach(Table::settle);
    }
  }

  /** Whether the calling thread is inside a transaction. */
  boolean mine() {
    return writer.isHeldByCurrentThread();
  }

  /** The version that is there for everybody. */
  long committed() {
    return committed;
  }

  /** The version that the transaction under way will commit. */
  long next() {
    return committed + 1;
  }

  /** That table takes part in the transaction under way. */
  void wrote(Table<?, ?> table) {
    if (!mine()) {
      throw new IllegalStateException("a table is written outside a transaction");
    }
    tables.add(table);
  }
}
