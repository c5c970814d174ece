package dev.tidemark.http.exchange;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of tokens for every key; each request of the key takes one out. A bucket that is full is
 * as good as none: such are dropped when there are many, so that there are never more than some, or
 * twice those of the keys that were used lately.
 */
final class KeyBuckets {
  private static final int FEW = 1024;

  private final Bandwidth bandwidth;
  private final TimeMeter time;
  private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();
  private volatile int roomFor = FEW;

  /** Full ones, which that clock fills again. */
  KeyBuckets(RateLimit limit, InstantSource clock) {
    this.bandwidth =
        Bandwidth.builder()
            .capacity(limit.requests())
            .refillGreedy(limit.requests(), limit.per())
            .build();
    this.time = new Time(clock);
  }

  /**
   * Takes a token from the key's bucket.
   *
   * @throws Refusal if there is none, with the time after which there is one
   */
  void take(String keyId) {
    @Nullable Bucket known = buckets.get(keyId);
    Bucket bucket = known == null ? buckets.computeIfAbsent(keyId, id -> bucket()) : known;
    if (!bucket.tryConsume(1)) {
      throw Refusal.rateLimited(
          secondsUp(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
    }
    if (known == null && buckets.size() > roomFor) {
      dropFull();
    }
  }

  /** How many buckets there are. */
  int size() {
    return buckets.size();
  }

  /** A request that comes in this very moment may go uncounted; nothing worse can happen. */
  private void dropFull() {
    buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= bandwidth.getCapacity());
    roomFor = Math.max(FEW, 2 * buckets.size());
  }

  /** Locked, because the way without a lock leaves garbage behind with every token. */
  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(bandwidth)
        .withCustomTimePrecision(time)
        .withSynchronizationStrategy(SynchronizationStrategy.SYNCHRONIZED)
        .build();
  }

  private static long secondsUp(long nanos) {
    return Math.max(1, Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1)));
  }

  /** To the millisecond, which a clock tells without making an Instant. */
  private record Time(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
