package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Account;
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Simulation;
import dev.tidemark.sandbox.world.Tables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** One Composio project: its reads, and its data as control sees them. */
final class ComposioProject implements Account {
  private final ComposioBooks books;
  private final Tables tables;
  private final ComposioHand hand;
  private final Simulation simulation;

  ComposioProject(Origin origin) {
    this.books = new ComposioBooks(origin.epoch());
    this.tables = books.tables();
    this.hand = new ComposioHand(origin.seed(), books);
    this.simulation = new Simulation(origin, new ComposioLife(books, origin).cycles());
  }

  /** Reads what there is now; what was read is written out after others may read again. */
  Answer read(Function<ComposioBooks, Supplier<Answer>> read) {
    return simulation.at(now -> read.apply(books)).get();
  }

  Answer toolkit(String slug, Query query) {
    ComposioQuery parameters = ComposioQuery.of(query, "version"::equals);
    return simulation.at(now -> {
      Toolkit toolkit =
          books
              .toolkits()
              .find(slug)
              .orElseThrow(() -> Problem.of(404, "Toolkit " + slug + " not found").refusal());
      String version = parameters.text("version").orElse("latest");
      if (!version.equals("latest") && !toolkit.versions().contains(version)) {
        throw ComposioErrors.parameter("version", "there is no version " + version);
      }
      return Answer.json(200, toolkit.detail());
    });
  }

  Answer session() {
    ObjectNode session = Json.object();
    session.putObject("project").put("id", "pr_sandbox").put("name", "sandbox");
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
