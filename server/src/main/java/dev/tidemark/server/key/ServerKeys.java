package dev.tidemark.server.key;

import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys of two places.
 *
 * @param own those of the nearer place, to which keys are added
 * @param kept those of the other place
 */
public record ServerKeys(ApiKeys own, ApiKeys kept) implements ApiKeys {
  @Override
  public Optional<ApiKey> find(KeyHash hash) {
    Optional<ApiKey> found = own.find(hash);
    return found.isPresent() ? found : kept.find(hash);
  }

  @Override
  public void save(ApiKey key) {
    own.save(key);
  }

  @Override
  public List<ApiKey> list() {
    List<ApiKey> all = new ArrayList<>(own.list());
    all.addAll(kept.list());
    return all;
  }

  @Override
  public boolean remove(String id) {
    return own.remove(id) || kept.remove(id);
  }
}
