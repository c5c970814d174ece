package dev.tidemark.benchmarks;

import java.util.Arrays;
import java.util.List;

/** How long answers took, in nanoseconds from the moment at which they were to be asked for. */
final class Latencies {
  private final long[] sorted;

  private Latencies(long[] sorted) {
    this.sorted = sorted;
  }

  static Latencies of(List<long[]> parts) {
    long[] all = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    if (all.length == 0) {
      throw new IllegalStateException("nothing was asked");
    }
    return new Latencies(all);
  }

  /** That of which so large a share of the answers took no longer, in milliseconds. */
  double millis(double share) {
    int at = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.clamp(at, 0, sorted.length - 1)] / 1e6;
  }
}
