package dev.tidemark.application.store;

import java.util.function.Supplier;

/**
 * Makes several calls of driven ports one transaction. Work inside must be short and must not wait
 * for anything but the store.
 */
public interface Transactions {
  /**
   * Does the work; all that it writes through driven ports of the same store commits together, or
   * not at all if it throws. Inside a transaction it joins that one, which can no longer commit if
   * the work throws. Nobody else sees a part of what is committed, or anything before it is. Work
   * that got into the way of other work at the same time may be done once more from the beginning,
   * so that it must change nothing but the store.
   *
   * @throws StorageException if the store cannot take it; nothing was written then, unless the
   *     store went away while it was committing
   * @throws IllegalStateException if work that joined has thrown, and the outer work has not;
   *     nothing was written then
   */
  <T> T perform(Supplier<T> work);

  /** The same for work without a result. */
  default void perform(Runnable work) {
    this.<Boolean>perform(() -> {
      work.run();
      return true;
    });
  }
}
