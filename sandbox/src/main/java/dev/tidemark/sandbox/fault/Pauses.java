package dev.tidemark.sandbox.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The waits of slow answers, all of which end at once when the sandbox closes. */
public final class Pauses implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Waits so long; false if the sandbox was closed meanwhile, or the thread interrupted. */
  public boolean waitFor(Duration time) {
    try {
      return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
