package dev.tidemark.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Lets several threads do something at the same moment. */
final class Race {
  private static final int PATIENCE_SECONDS = 60;
  private static final long RUN_UP_NANOS = 200_000;
  private static final int LEAST_WRITES = 30;
  private static final long WRITING_NANOS = 1_000_000_000;

  /** Threads that do not keep a test run alive if they are stuck. */
  private static final ThreadFactory THREADS =
      Thread.ofPlatform().daemon().name("racer-", 0).factory();

  private Race() {}

  /**
   * Runs the work once per contender, on threads that start together.
   *
   * @param work gets the contender's number, from 0
   * @return what the contenders came back with, by their numbers
   */
  static <T> List<T> run(int contenders, IntFunction<T> work) {
    AtomicLong start = new AtomicLong();
    CyclicBarrier here =
        new CyclicBarrier(contenders, () -> start.set(System.nanoTime() + RUN_UP_NANOS));
    ExecutorService threads = Executors.newFixedThreadPool(contenders, THREADS);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < contenders; i++) {
        int number = i;
        futures.add(
            threads.submit(() -> {
              here.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
              // A barrier lets go of one thread after the other, which is too slow for a race.
              while (System.nanoTime() < start.get()) {
                Thread.onSpinWait();
              }
              return work.apply(number);
            }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(result(future));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Reads again and again on two threads while another one writes for about a second.
   *
   * @param writer gets the number of the write, from 1
   * @param readers makes what a reader does, from its number
   * @return how many writes there were
   */
  static int whileWriting(IntConsumer writer, IntFunction<Runnable> readers) {
    AtomicBoolean over = new AtomicBoolean();
    return Race.<Integer>run(
            3,
            contender -> {
              int turns = 0;
              if (contender == 0) {
                try {
                  long start = System.nanoTime();
                  while (turns < LEAST_WRITES || System.nanoTime() - start < WRITING_NANOS) {
                    writer.accept(++turns);
                  }
                } finally {
                  over.set(true);
                }
              } else {
                Runnable reader = readers.apply(contender);
                do {
                  reader.run();
                  turns++;
                } while (!over.get());
              }
              return turns;
            })
        .get(0);
  }

  /** Takes a moment, in which others may do something. */
  static void dawdle() {
    LockSupport.parkNanos(100_000);
  }

  /** Does the work on another thread and waits for it, but not forever. */
  static <T> T elsewhere(Callable<T> work) {
    ExecutorService thread = Executors.newSingleThreadExecutor(THREADS);
    try {
      return result(thread.submit(work));
    } finally {
      thread.shutdownNow();
    }
  }

  static <T> T result(Future<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("a contender failed", e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("a contender is stuck", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
