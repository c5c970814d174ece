package dev.tidemark.benchmarks;

import dev.tidemark.connectors.DeclarativeConnectors;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads a million records in a process of its own, and tells how much of the heap was in use at
 * most after a collection, less what was in use before the first page.
 */
public final class LongRun {
  private static final int PAGES = 10_000;

  private LongRun() {}

  /** Prints the megabytes. */
  public static void main(String[] args) {
    try (ListingServer server = ListingServer.start(PAGES);
        DeclarativeConnectors connectors = Readings.connectors(server.uri())) {
      System.gc();
      long idle = usedAfterCollection();
      Peak peak = new Peak();
      Thread watch = Thread.ofPlatform().daemon().start(peak);
      long records = Readings.read(connectors);
      watch.interrupt();
      peak.look();
      if (records != PAGES * (long) ListingServer.PAGE_SIZE) {
        throw new IllegalStateException("read " + records + " records");
      }
      System.out.printf(Locale.ROOT, "%.1f%n", Math.max(0, peak.most - idle) / 1e6);
    }
  }

  private static long usedAfterCollection() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  /** Looks again and again until it is interrupted. */
  private static final class Peak implements Runnable {
    private volatile long most;

    @Override
    public void run() {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }

    private synchronized void look() {
      most = Math.max(most, usedAfterCollection());
    }
  }

  /** Measures in a process with a heap of 128 MB and the serial collector. */
  static List<Double> measure() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LongRun.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = process.inputReader()) {
      String line = out.readLine();
      if (process.waitFor() != 0 || line == null) {
        throw new IOException("the long run failed");
      }
      return List.of(Double.parseDouble(line));
    }
  }
}
