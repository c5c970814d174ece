package dev.tidemark.application.key;

import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import java.util.List;
import java.util.Optional;

/** Driven port: the API keys that were handed out. */
public interface ApiKeys {
  /** The key of that hash. */
  Optional<ApiKey> find(KeyHash hash);

  /** Adds a key, in place of one of the same hash. */
  void save(ApiKey key);

  /** All keys, the oldest first. */
  List<ApiKey> list();

  /** Removes the key of that id; answers whether there was one. From then on it is unknown. */
  boolean remove(String id);
}
