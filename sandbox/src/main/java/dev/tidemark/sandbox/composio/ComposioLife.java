package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.world.Cycle;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What happens in the catalogue and in a project, and how often. */
final class ComposioLife {
  private final ComposioBooks books;
  private final Origin origin;

  ComposioLife(ComposioBooks books, Origin origin) {
    this.books = books;
    this.origin = origin;
  }

  /** In the order in which they happen when they happen at once. */
  List<Cycle> cycles() {
    return List.of(
        coming("tool", 600, 120, this::addTool),
        coming("auth config", 60, 600, this::addAuthConfig),
        coming("connected account", 120, 60, this::addConnectedAccount),
        changing("tool update", 30, 300, this::rewordTool),
        changing("tool deprecation", 12, 900, this::deprecateTool),
        changing("auth config switch", 6, 900, this::switchAuthConfig),
        changing("connected account status", 20, 120, this::changeStatus),
        changing("tool removal", 0, 600, this::removeTool),
        changing("connected account removal", 0, 600, this::removeConnectedAccount),
        changing("auth config removal", 0, 3600, this::removeAuthConfig));
  }

  private Cycle coming(String name, int past, int seconds, Cycle.Happening happening) {
    return Cycle.creating(name, origin.scaled(past), Duration.ofSeconds(seconds), happening);
  }

  private Cycle changing(String name, int past, int seconds, Cycle.Happening happening) {
    int scaled = past == 0 ? 0 : origin.scaled(past);
    return Cycle.changing(name, scaled, Duration.ofSeconds(seconds), happening);
  }

  /** Most tools of the history were there from the first; every new one comes with a release. */
  private void addTool(Instant at, Dice dice) {
    books
        .toolkits()
        .any(dice)
        .ifPresent(toolkit -> {
          boolean released = dice.percent(15) || !at.isBefore(origin.epoch());
          Toolkit owner = released ? books.release(toolkit, at) : toolkit;
          int since = released ? owner.versions().size() - 1 : 0;
          books.addTool(owner, since, books.nextTool(owner), at);
        });
  }

  private void rewordTool(Instant at, Dice dice) {
    books
        .tools()
        .any(dice)
        .ifPresent(tool -> {
          ObjectNode tree = tool.tree();
          tree.put("description", ToolShapes.reworded(tree, dice));
          books.tools().replace(tool.with(tree));
        });
  }

  private void deprecateTool(Instant at, Dice dice) {
    books
        .tools()
        .any(dice)
        .ifPresent(
            tool -> books.tools().replace(tool.with(tool.tree().put("is_deprecated", true))));
  }

  private void removeTool(Instant at, Dice dice) {
    books.tools().any(dice).ifPresent(tool -> books.removeTool(tool, at));
  }

  private void addAuthConfig(Instant at, Dice dice) {
    books
        .toolkits()
        .any(dice)
        .filter(toolkit -> toolkit.entry().needsAuth())
        .ifPresent(
            toolkit -> books.addAuthConfig(ConnectionShapes.authConfig(dice, at, toolkit), at));
  }

  private void switchAuthConfig(Instant at, Dice dice) {
    books
        .authConfigs()
        .any(dice)
        .ifPresent(config -> {
          ObjectNode tree = config.tree();
          ConnectionShapes.enabled(tree, config.key("status").equals("DISABLED"), at);
          books.authConfigs().replace(config.with(tree));
        });
  }

  private void removeAuthConfig(Instant at, Dice dice) {
    books.authConfigs().any(dice).ifPresent(books::removeAuthConfig);
  }

  private void addConnectedAccount(Instant at, Dice dice) {
    books
        .authConfigs()
        .any(dice, "status", "ENABLED")
        .ifPresent(config ->
            books.addConnectedAccount(
                ConnectionShapes.connectedAccount(dice, at, config.tree()), at));
  }

  private void changeStatus(Instant at, Dice dice) {
    books
        .connectedAccounts()
        .any(dice)
        .ifPresent(account -> {
          ObjectNode tree = account.tree();
          String scheme = tree.path("auth_config").path("auth_scheme").asText();
          boolean active = account.key("status").equals("ACTIVE");
          String status = active ? dice.pick(ConnectionShapes.badStatuses(scheme)) : "ACTIVE";
          ConnectionShapes.status(tree, status, at);
          books.connectedAccounts().replace(account.with(tree));
        });
  }

  private void removeConnectedAccount(Instant at, Dice dice) {
    books.connectedAccounts().any(dice).ifPresent(books::removeConnectedAccount);
  }
}
