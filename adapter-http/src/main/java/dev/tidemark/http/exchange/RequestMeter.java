package dev.tidemark.http.exchange;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts and times the requests of one method of one route, by status. */
final class RequestMeter {
  private static final long MILLISECOND = 1_000_000;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long[] UPPER_BOUNDS = {
    MILLISECOND,
    5 * MILLISECOND,
    25 * MILLISECOND,
    100 * MILLISECOND,
    500 * MILLISECOND,
    2500 * MILLISECOND,
    Long.MAX_VALUE
  };
  private static final int STATUSES = 600;

  /** The requests of one status. */
  private static final class Times {
    final LongAdder[] buckets =
        Stream.generate(LongAdder::new).limit(UPPER_BOUNDS.length).toArray(LongAdder[]::new);
    final LongAdder nanos = new LongAdder();
  }

  private final String method;
  private final String route;
  private final AtomicReferenceArray<@Nullable Times> byStatus =
      new AtomicReferenceArray<>(STATUSES);

  RequestMeter(String method, String route) {
    this.method = method;
    this.route = route;
  }

  /** A request was answered with that status after so many nanoseconds. */
  void record(int status, long nanos) {
    Times times = byStatus.get(status);
    if (times == null) {
      times = byStatus.updateAndGet(status, there -> there == null ? new Times() : there);
    }
    int bucket = 0;
    while (nanos > UPPER_BOUNDS[bucket]) {
      bucket++;
    }
    times.buckets[bucket].increment();
    times.nanos.add(nanos);
  }

  void addTo(HistogramSnapshot.Builder snapshot) {
    for (int status = 0; status < STATUSES; status++) {
      Times times = byStatus.get(status);
      if (times != null) {
        snapshot.dataPoint(
            HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .labels(
                    Labels.of("method", method, "route", route, "status", String.valueOf(status)))
                .classicHistogramBuckets(buckets(times))
                .sum(times.nanos.sum() / NANOS_PER_SECOND)
                .build());
      }
    }
  }

  private static ClassicHistogramBuckets buckets(Times times) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < UPPER_BOUNDS.length; i++) {
      double bound =
          UPPER_BOUNDS[i] == Long.MAX_VALUE
              ? Double.POSITIVE_INFINITY
              : UPPER_BOUNDS[i] / NANOS_PER_SECOND;
      buckets.bucket(bound, times.buckets[i].sum());
    }
    return buckets.build();
  }
}
