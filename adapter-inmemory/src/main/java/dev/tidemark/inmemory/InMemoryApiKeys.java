package dev.tidemark.inmemory;

import dev.tidemark.application.key.ApiKeys;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
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
}
