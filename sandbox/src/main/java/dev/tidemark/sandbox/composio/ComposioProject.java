package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Account;
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Simulation;
import dev.tidemark.sandbox.world.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** One Composio project: its reads, and its data as control sees them. */
final class ComposioProject implements Account {
  private final Instant begin;
  private final ComposioBooks books;
  private final Tables tables;
  private final ComposioHand hand;
  private final Simulation simulation;

  ComposioProject(Origin origin) {
    this.begin = origin.epoch();
    this.books = new ComposioBooks(origin.epoch());
    this.tables = books.tables();
    this.hand = new ComposioHand(origin.seed(), books);
    this.simulation = new Simulation(origin, new ComposioLife(books, origin).cycles());
  }

  /** Reads what there is now; what was read is written out after others may read again. */
  Answer read(Function<ComposioBooks, Supplier<Answer>> read) {
    return simulation.at(now -> read.apply(books)).get();
  }

  /** Who asks, as the vendor tells it: with secrets that a reader must drop. */
  Answer session() {
    ObjectNode session = Json.object();
    ObjectNode project = session.putObject("project");
    project
        .put("auto_id", 1)
        .put("id", "00000000-0000-4000-8000-000000000101")
        .put("org_id", "00000000-0000-4000-8000-000000000102")
        .put("name", "sandbox")
        .put("email", "sandbox@example.com")
        .put("nano_id", "pr_sandbox")
        .put("created_at", begin.toString())
        .put("updated_at", begin.toString())
        .putNull("webhook_url")
        .putNull("event_webhook_url")
        .put("webhook_secret", "fake-secret-webhook")
        .put("triggers_enabled", false)
        .putNull("last_subscribed_at")
        .put("deleted", false)
        .put("is_new_webhook", true)
        .put("webhook_version", "V3");
    project.putObject("org").put("id", "ok_sandbox").put("name", "Sandbox").put("plan", "free");
    session
        .putObject("api_key")
        .put("auto_id", 1)
        .put("id", "00000000-0000-4000-8000-000000000103")
        .put("name", "sandbox")
        .put("project_id", "pr_sandbox")
        .put("org_member_id", "00000000-0000-4000-8000-000000000104")
        .put("created_at", begin.toString())
        .put("updated_at", begin.toString())
        .putNull("deleted_at")
        .put("key", "fake-secret-key")
        .put("deleted", false);
    session
        .putObject("org_member")
        .put("id", "00000000-0000-4000-8000-000000000104")
        .put("email", "sandbox@example.com")
        .put("name", "Sandbox")
        .put("role", "admin");
    return Answer.json(200, Json.bytes(session));
  }

  @Override
  public Set<String> collections() {
    return tables.names();
  }

  @Override
  public Map<String, Integer> counts() {
    return simulation.at(now -> tables.counts());
  }

  @Override
  public List<byte[]> dump(String collection) {
    return simulation.at(now -> tables.dump(collection));
  }

  @Override
  public byte[] add(String collection, ObjectNode given) {
    tables.require(collection);
    return simulation.at(now -> hand.add(collection, given, now).json());
  }

  @Override
  public byte[] change(String collection, String id, ObjectNode changes) {
    tables.require(collection);
    return simulation.at(now -> hand.change(collection, id, changes, now).json());
  }

  @Override
  public void delete(String collection, String id) {
    tables.require(collection);
    simulation.at(now -> {
      hand.delete(collection, id, now);
      return id;
    });
  }
}
