package dev.tidemark.postgres.cluster;

import dev.tidemark.application.connection.ConnectionOverview;
import dev.tidemark.application.connection.ConnectionRepository;
import dev.tidemark.domain.connection.Connection;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.jdbc.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was last read of connections, for those who only look: nothing longer than 900 ms
 * after it was asked of the database, whatever happens, and not after this node has changed it or
 * another one says that it has. Inside a transaction the database is asked.
 */
public final class ReadModel implements ConnectionRepository {
  private static final long LONGEST = Duration.ofMillis(900).toNanos();

  /** Beyond so many, everything is forgotten; it would be soon anyway. */
  private static final int MOST = 20_000;

  /** From this age on, one of those who ask looks for a younger one. */
  private static final long OLD = LONGEST / 2;

  /** An answer, or the promise of one; it is known by its identity. */
  private static final class Known<T> {
    /** When the database was asked, by {@link System#nanoTime}. */
    private final long asked;

    private final @Nullable T value;
    private final AtomicBoolean renewed = new AtomicBoolean();

    Known(long asked, @Nullable T value) {
      this.asked = asked;
      this.value = value;
    }
  }

  private final Database database;
  private final ConnectionRepository stored;
  private final LongSupplier nanos;
  private final ConcurrentHashMap<ConnectionId, Known<Optional<ConnectionOverview>>> one =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<OrganizationId, Known<List<ConnectionOverview>>> all =
      new ConcurrentHashMap<>();

  /**
   * Of those connections.
   *
   * @param nanos as {@link System#nanoTime}
   */
  public ReadModel(Database database, ConnectionRepository stored, LongSupplier nanos) {
    this.database = database;
    this.stored = stored;
    this.nanos = nanos;
  }

  @Override
  public Optional<Connection> find(ConnectionId id) {
    return stored.find(id);
  }

  @Override
  public void save(Connection connection) {
    stored.save(connection);
  }

  @Override
  public void remove(ConnectionId id) {
    stored.remove(id);
  }

  @Override
  public Optional<ConnectionOverview> overview(ConnectionId id) {
    return read(one, id, () -> stored.overview(id));
  }

  @Override
  public List<ConnectionOverview> overviews(OrganizationId organization) {
    return read(all, organization, () -> stored.overviews(organization));
  }

  @Override
  public List<SyncId> lacking(Map<ProviderId, Set<ModelName>> offered, int limit) {
    return stored.lacking(offered, limit);
  }

  private <K, T> T read(ConcurrentHashMap<K, Known<T>> kept, K key, Supplier<T> ask) {
    if (database.inTransaction()) {
      return ask.get();
    }
    long now = nanos.getAsLong();
    Known<T> known = kept.get(key);
    T value = known == null ? null : known.value;
    if (known == null || value == null || now - known.asked >= LONGEST) {
      return renew(kept, key, promise(kept, key, now), now, ask);
    }
    if (now - known.asked < OLD || !known.renewed.compareAndSet(false, true)) {
      return value;
    }
    return renew(kept, key, known, now, ask);
  }

  private static <K, T> Known<T> promise(ConcurrentHashMap<K, Known<T>> kept, K key, long now) {
    if (kept.size() >= MOST) {
      kept.clear();
    }
    Known<T> promise = new Known<>(now, null);
    kept.put(key, promise);
    return promise;
  }

  /**
   * Whoever forgets the key while the database is asked takes away what is to be replaced, so that
   * an answer from before the change is not kept after it.
   */
  private static <K, T> T renew(
      ConcurrentHashMap<K, Known<T>> kept, K key, Known<T> replaced, long now, Supplier<T> ask) {
    T answer = ask.get();
    kept.replace(key, replaced, new Known<>(now, answer));
    return answer;
  }

  /** The connection or its syncs are not as they were. */
  public void forget(ConnectionId connection) {
    one.remove(connection);
    all.remove(connection.organization());
  }

  /** Nothing may be as it was. */
  public void forgetAll() {
    one.clear();
    all.clear();
  }
}
