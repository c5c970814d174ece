package dev.tidemark.postgres.schedule;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A virtual thread for each handler. It stops with the patience it was given, and not with that of
 * whoever stops it.
 */
final class Handlers extends AbstractExecutorService {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sync-handler-", 1).factory());

  private final Runnable afterEach;
  private volatile Duration patience = Duration.ZERO;

  /** Something is done each time that a handler has returned and its slot is free. */
  Handlers(Runnable afterEach) {
    this.afterEach = afterEach;
  }

  /** How long handlers have to return once this is shut down. */
  void patience(Duration howLong) {
    patience = howLong;
  }

  @Override
  public void execute(Runnable handler) {
    threads.execute(() -> {
      try {
        handler.run();
      } finally {
        afterEach.run();
      }
    });
  }

  @Override
  public void shutdown() {
    threads.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    patience = Duration.ZERO;
    return threads.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return threads.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return threads.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
  }
}
