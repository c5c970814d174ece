package dev.tidemark.sandbox.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An account whose changes by hand are told. */
final class WatchedAccount implements Account {
  private final Account account;
  private final Webhook webhook;
  private final String name;

  WatchedAccount(Account account, String name, Webhook webhook) {
    this.account = account;
    this.name = name;
    this.webhook = webhook;
  }

  @Override
  public Set<String> collections() {
    return account.collections();
  }

  @Override
  public Map<String, Integer> counts() {
    return account.counts();
  }

  @Override
  public List<byte[]> dump(String collection) {
    return account.dump(collection);
  }

  @Override
  public byte[] add(String collection, ObjectNode given) {
    Optional<Webhook.Watch> watch = webhook.watch(name);
    byte[] added = account.add(collection, given);
    watch.ifPresent(
        one -> webhook.tell(one, Change.created(collection, given, Json.object(added))));
    return added;
  }

  @Override
  public byte[] change(String collection, String id, ObjectNode changes) {
    Optional<Webhook.Watch> watch = webhook.watch(name);
    byte[] changed = account.change(collection, id, changes);
    watch.ifPresent(
        one -> webhook.tell(one, Change.updated(collection, id, changes, Json.object(changed))));
    return changed;
  }

  @Override
  public void delete(String collection, String id) {
    Optional<Webhook.Watch> watch = webhook.watch(name);
    account.delete(collection, id);
    watch.ifPresent(one -> webhook.tell(one, Change.deleted(collection, id)));
  }
}
