package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Fields;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Item;
import dev.tidemark.sandbox.world.Overlay;
import dev.tidemark.sandbox.world.Table;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Changes made by hand. */
final class ComposioHand {
  private static final String SLUG = "slug";
  private static final String REASON = "status_reason";
  private static final Overlay OVERLAY =
      new Overlay(
          Set.of(
              "id", SLUG, "uuid", "toolkit", "auth_config", "auth_scheme", "created_at", "state"));

  private final long seed;
  private final ComposioBooks books;
  private final ToolkitHand toolkits;
  private long made;

  ComposioHand(long seed, ComposioBooks books) {
    this.seed = seed;
    this.books = books;
    this.toolkits = new ToolkitHand(books);
  }

  /**
   * Adds an object. {@code toolkit_slug} names the toolkit of a tool or auth config, {@code
   * auth_config_id} the config of a connected account.
   */
  Item add(String collection, ObjectNode given, Instant at) {
    Dice dice = Dice.of(seed, "by hand", made++);
    ObjectNode rest = given.deepCopy();
    return switch (collection) {
      case "toolkits" -> toolkits.add(given, at);
      case "tools" -> addTool(rest, dice, at);
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
      default -> throw unknown(collection);
    };
  }

  Item change(String collection, String id, ObjectNode changes, Instant at) {
    return switch (collection) {
      case "toolkits" -> toolkits.change(id, changes);
      case "tools" -> changeTool(require(books.tools(), id), changes.deepCopy(), at);
      case "auth_configs" -> {
        Doc config = require(books.authConfigs(), id);
        ObjectNode tree = config.tree();
        OVERLAY.apply(tree, changes);
        yield replaced(
            books.authConfigs(), config.with(tree.put("last_updated_at", at.toString())));
      }
      case "connected_accounts" -> {
        Doc account = require(books.connectedAccounts(), id);
        ObjectNode tree = account.tree();
        OVERLAY.apply(tree, changes);
        String status = tree.path("status").asText();
        if (!ConnectedAccountList.isStatus(status)) {
          throw new IllegalArgumentException("there is no status '" + status + "'");
        }
        ConnectionShapes.status(tree, status, at);
        if (changes.has(REASON)) {
          tree.set(REASON, changes.get(REASON));
        }
        yield replaced(books.connectedAccounts(), account.with(tree));
      }
      default -> throw unknown(collection);
    };
  }

  void delete(String collection, String id, Instant at) {
    switch (collection) {
      case "toolkits" -> toolkits.delete(id);
      case "tools" -> books.removeTool(require(books.tools(), id), at);
      case "auth_configs" -> books.removeAuthConfig(require(books.authConfigs(), id));
      case "connected_accounts" ->
          books.removeConnectedAccount(require(books.connectedAccounts(), id));
      default -> throw unknown(collection);
    }
  }

  private Tool addTool(ObjectNode given, Dice dice, Instant at) {
    Toolkit toolkit = toolkit(given, dice);
    Optional<String> slug = slug(given);
    Toolkit owner = books.release(toolkit, at);
    ObjectNode tree = books.nextTool(owner);
    slug.ifPresent(text -> tree.put(SLUG, text));
    OVERLAY.apply(tree, given);
    return books.addTool(owner, owner.versions().size() - 1, tree, at);
  }

  private Tool changeTool(Tool tool, ObjectNode changes, Instant at) {
    Optional<String> slug =
        changes.path(SLUG).asText().equals(tool.id()) ? Optional.empty() : slug(changes);
    changes.remove(SLUG);
    ObjectNode tree = tool.tree();
    OVERLAY.apply(tree, changes);
    if (slug.isPresent()) {
      return books.renameTool(tool, tree.put(SLUG, slug.get()), at);
    }
    return replaced(books.tools(), tool.with(tree));
  }

  /** Takes out the slug that a tool is to have, which no other tool may have now. */
  private Optional<String> slug(ObjectNode given) {
    Optional<String> slug = Fields.of(given).text(SLUG);
    given.remove(SLUG);
    slug.ifPresent(text -> {
      if (!text.matches("[A-Z0-9_]+")) {
        throw new IllegalArgumentException(
            "slug is '" + text + "', must be capital letters, digits and underscores");
      }
      if (books.tools().find(text).isPresent()) {
        throw new IllegalArgumentException("there is a tool '" + text + "' already");
      }
    });
    return slug;
  }

  private static <T extends Item> T replaced(Table<T> table, T item) {
    table.replace(item);
    return item;
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

  private static NoSuchElementException unknown(String collection) {
    return new NoSuchElementException("no collection '" + collection + "'");
  }
}
