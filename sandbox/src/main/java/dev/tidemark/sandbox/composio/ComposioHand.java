package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Item;
import dev.tidemark.sandbox.world.Overlay;
import dev.tidemark.sandbox.world.Table;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Set;

/** Changes made by hand. Toolkits stay as they are; the rest comes, changes and goes. */
final class ComposioHand {
  private static final Overlay OVERLAY =
      new Overlay(
          Set.of(
              "id",
              "slug",
              "uuid",
              "toolkit",
              "auth_config",
              "auth_scheme",
              "created_at",
              "state"));

  private final long seed;
  private final ComposioBooks books;
  private long made;

  ComposioHand(long seed, ComposioBooks books) {
    this.seed = seed;
    this.books = books;
  }

  /**
   * Adds an object. {@code toolkit_slug} names the toolkit of a tool or auth config, {@code
   * auth_config_id} the config of a connected account.
   */
  Item add(String collection, ObjectNode given, Instant at) {
    Dice dice = Dice.of(seed, "by hand", made++);
    ObjectNode rest = given.deepCopy();
    return switch (collection) {
      case "tools" -> {
        Toolkit owner = books.release(toolkit(rest, dice), at);
        ObjectNode tree = books.nextTool(owner);
        OVERLAY.apply(tree, rest);
        yield books.addTool(owner, owner.versions().size() - 1, tree, at);
      }
      case "auth_configs" -> {
        ObjectNode tree = ConnectionShapes.authConfig(dice, at, toolkit(rest, dice));
        OVERLAY.apply(tree, rest);
        yield books.addAuthConfig(tree, at);
      }
      case "connected_accounts" -> {
        Doc config = named(books.authConfigs(), "auth_config_id", rest, dice);
        ObjectNode tree = ConnectionShapes.connectedAccount(dice, at, config.tree());
        OVERLAY.apply(tree, rest);
        yield books.addConnectedAccount(tree, at);
      }
      default -> throw unchangeable(collection);
    };
  }

  Item change(String collection, String id, ObjectNode changes, Instant at) {
    return switch (collection) {
      case "tools" -> changeTool(require(books.tools(), id), changes);
      case "auth_configs" -> change(books.authConfigs(), id, changes, "last_updated_at", at);
      case "connected_accounts" -> change(books.connectedAccounts(), id, changes, "updated_at", at);
      default -> throw unchangeable(collection);
    };
  }

  void delete(String collection, String id, Instant at) {
    switch (collection) {
      case "tools" -> books.removeTool(require(books.tools(), id), at);
      case "auth_configs" -> books.removeAuthConfig(require(books.authConfigs(), id));
      case "connected_accounts" ->
          books.removeConnectedAccount(require(books.connectedAccounts(), id));
      default -> throw unchangeable(collection);
    }
  }

  private Tool changeTool(Tool tool, ObjectNode changes) {
    ObjectNode tree = tool.tree();
    OVERLAY.apply(tree, changes);
    Tool changed = tool.with(tree);
    books.tools().replace(changed);
    return changed;
  }

  private static Doc change(
      Table<Doc> table, String id, ObjectNode changes, String stamp, Instant at) {
    Doc before = require(table, id);
    ObjectNode tree = before.tree();
    OVERLAY.apply(tree, changes);
    tree.put(stamp, at.toString());
    Doc after = before.with(tree);
    table.replace(after);
    return after;
  }

  private Toolkit toolkit(ObjectNode given, Dice dice) {
    return named(books.toolkits(), "toolkit_slug", given, dice);
  }

  /** The item that a given field names, or any. */
  private static <T extends Item> T named(
      Table<T> table, String field, ObjectNode given, Dice dice) {
    JsonNode id = given.remove(field);
    return id == null
        ? table.any(dice).orElseThrow(() -> new IllegalArgumentException("there is no " + field))
        : require(table, id.asText());
  }

  private static <T extends Item> T require(Table<T> table, String id) {
    return table.find(id).orElseThrow(() -> new NoSuchElementException("there is no '" + id + "'"));
  }

  private static IllegalArgumentException unchangeable(String collection) {
    return new IllegalArgumentException(collection + " cannot be changed by hand");
  }
}
