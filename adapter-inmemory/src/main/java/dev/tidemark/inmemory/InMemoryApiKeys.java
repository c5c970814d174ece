package dev.tidemark.inmemory;

import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** API keys in memory. */
final class InMemoryApiKeys implements ApiKeys {
  private final InMemoryTransactions transactions;
  private final Table<KeyHash, ApiKey> keys;

  InMemoryApiKeys(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.keys = new Table<>(transactions);
  }

  @Override
  public Optional<ApiKey> find(KeyHash hash) {
    return Optional.ofNullable(keys.get(hash));
  }

  @Override
  public void save(ApiKey key) {
    transactions.perform(() -> keys.put(key.hash(), key));
  }

  @Override
  public List<ApiKey> list() {
    List<ApiKey> all = new ArrayList<>();
    transactions.perform(() -> keys.forEach((hash, key) -> all.add(key)));
    all.sort(Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::id));
    return all;
  }

  @Override
  public boolean remove(String id) {
    return transactions.perform(() -> {
      List<KeyHash> found = new ArrayList<>();
      keys.forEach((hash, key) -> {
        if (key.id().equals(id)) {
          found.add(hash);
        }
      });
      found.forEach(keys::remove);
      return !found.isEmpty();
    });
  }
}
