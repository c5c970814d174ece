package dev.tidemark.server.key;

import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys that are far away: one that was found is taken for good for half a second, so that a revoked
 * one is refused within a second and a busy one is not asked for with every request.
 */
public final class RecentKeys implements ApiKeys {
  private static final Duration GOOD_FOR = Duration.ofMillis(500);
  private static final int MOST = 10_000;

  private record Found(ApiKey key, Instant at) {}

  private final ApiKeys keys;
  private final InstantSource clock;
  private final Map<KeyHash, Found> found = new ConcurrentHashMap<>();

  /** Of those keys. */
  public RecentKeys(ApiKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Optional<ApiKey> find(KeyHash hash) {
    Instant now = clock.instant();
    Found known = found.get(hash);
    // A clock that was set back must not keep a revoked key alive.
    if (known != null && !now.isBefore(known.at) && now.isBefore(known.at.plus(GOOD_FOR))) {
      return Optional.of(known.key);
    }
    Optional<ApiKey> key = keys.find(hash);
    if (found.size() >= MOST) {
      found.clear();
    }
    key.ifPresentOrElse(there -> found.put(hash, new Found(there, now)), () -> found.remove(hash));
    return key;
  }

  @Override
  public void save(ApiKey key) {
    keys.save(key);
    found.clear();
  }

  @Override
  public List<ApiKey> list() {
    return keys.list();
  }

  @Override
  public boolean remove(String id) {
    boolean removed = keys.remove(id);
    found.clear();
    return removed;
  }
}
