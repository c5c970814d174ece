package dev.tidemark.server.key;

import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.server.config.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a {@link KeyFile}, while the command line may change it: what it adds or revokes
 * counts within a second.
 */
public final class KeptKeys implements ApiKeys {
  private static final Duration LOOKS_EVERY = Duration.ofMillis(500);

  /** What tells whether a file is another one than before. */
  private record Version(Instant modified, long size, @Nullable Object identity) {}

  /** The keys as they were read. */
  private record Snapshot(Instant looked, @Nullable Version version, Map<KeyHash, ApiKey> byHash) {}

  private final KeyFile file;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Snapshot> read = new AtomicReference<>();

  /** Of that file. */
  public KeptKeys(KeyFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public Optional<ApiKey> find(KeyHash hash) {
    return Optional.ofNullable(current().byHash().get(hash));
  }

  @Override
  public void save(ApiKey key) {
    change(keys -> {
      List<ApiKey> others =
          new ArrayList<>(keys.stream().filter(known -> !known.hash().equals(key.hash())).toList());
      others.add(key);
      return others;
    });
  }

  @Override
  public List<ApiKey> list() {
    return storing(() ->
        file.read().stream()
            .sorted(Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::id))
            .toList());
  }

  @Override
  public boolean remove(String id) {
    AtomicBoolean found = new AtomicBoolean();
    if (list().stream().anyMatch(key -> key.id().equals(id))) {
      change(keys -> {
        List<ApiKey> others = keys.stream().filter(key -> !key.id().equals(id)).toList();
        found.set(others.size() < keys.size());
        return others;
      });
    }
    return found.get();
  }

  private void change(UnaryOperator<List<ApiKey>> how) {
    storing(() -> {
      file.change(how);
      return true;
    });
    read.set(null);
  }

  private Snapshot current() {
    Instant now = clock.instant();
    Snapshot known = read.get();
    // A clock that was set back must not keep a revoked key alive.
    if (known != null
        && !now.isBefore(known.looked())
        && now.isBefore(known.looked().plus(LOOKS_EVERY))) {
      return known;
    }
    return storing(() -> {
      Version version = version();
      Snapshot fresh =
          known != null && Objects.equals(known.version(), version)
              ? new Snapshot(now, version, known.byHash())
              : new Snapshot(now, version, byHash());
      read.set(fresh);
      return fresh;
    });
  }

  private Map<KeyHash, ApiKey> byHash() {
    Map<KeyHash, ApiKey> keys = new HashMap<>();
    file.read().forEach(key -> keys.put(key.hash(), key));
    return keys;
  }

  private @Nullable Version version() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
      return new Version(
          attributes.lastModifiedTime().toInstant(), attributes.size(), attributes.fileKey());
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the file of API keys cannot be looked at: " + FileTrouble.reasonAndFile(e), e);
    }
  }

  private static <T> T storing(Supplier<T> work) {
    try {
      return work.get();
    } catch (UncheckedIOException e) {
      throw new StorageException(String.valueOf(e.getMessage()), e);
    }
  }
}
