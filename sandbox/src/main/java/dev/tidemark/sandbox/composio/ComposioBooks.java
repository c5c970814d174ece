package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Table;
import dev.tidemark.sandbox.world.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a project sees: the catalogue of toolkits and tools, its own configs and accounts. */
final class ComposioBooks {
  private static final Duration BEFORE = Duration.ofDays(400);
  private static final DateTimeFormatter VERSION_DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

  private static final String TOOLKIT = "toolkit";
  private static final String CONFIG_OF_ACCOUNT = "auth_config.id";
  private static final List<String> AUTH_CONFIG_KEYS =
      List.of("toolkit.slug", "status", "is_composio_managed");
  private static final List<String> ACCOUNT_KEYS =
      List.of("toolkit.slug", CONFIG_OF_ACCOUNT, "status", "user_id");

  private final Table<Toolkit> toolkits = new Table<>();
  private final Table<Tool> tools = new Table<>();
  private final Table<Doc> authConfigs = new Table<>();
  private final Table<Doc> connectedAccounts = new Table<>();
  private final Map<String, Integer> toolsEver = new HashMap<>();
  private final Map<String, Closed> closed = new HashMap<>();
  private int rank;

  /** A toolkit that was removed, and the tools that went with it. */
  private record Closed(Toolkit toolkit, List<Tool> tools) {}

  ComposioBooks(Instant epoch) {
    for (Catalogue.Entry entry : Catalogue.ENTRIES) {
      toolkits.add(unopened(entry, epoch.minus(BEFORE)));
    }
  }

  Table<Toolkit> toolkits() {
    return toolkits;
  }

  Table<Tool> tools() {
    return tools;
  }

  Table<Doc> authConfigs() {
    return authConfigs;
  }

  Table<Doc> connectedAccounts() {
    return connectedAccounts;
  }

  Tables tables() {
    Map<String, Table<?>> named = new LinkedHashMap<>();
    named.put("toolkits", toolkits);
    named.put("tools", tools);
    named.put("auth_configs", authConfigs);
    named.put("connected_accounts", connectedAccounts);
    return new Tables(named);
  }

  Toolkit toolkit(String slug) {
    return toolkits
        .find(slug)
        .orElseThrow(() -> new IllegalArgumentException("no toolkit '" + slug + "'"));
  }

  /** A toolkit that nobody sees yet, used less than all others. */
  Toolkit unopened(Catalogue.Entry entry, Instant at) {
    return Toolkit.opened(entry, rank++, at);
  }

  /** A toolkit as it was when it was removed; empty for one that is there or never was. */
  Optional<Toolkit> removed(String slug) {
    return Optional.ofNullable(closed.get(slug)).map(Closed::toolkit);
  }

  /** Adds a toolkit with so many tools of its first version, or brings one back with its own. */
  void open(Toolkit toolkit, int more, Instant at) {
    Closed before = closed.remove(toolkit.id());
    if (before == null) {
      toolkits.add(toolkit);
    } else {
      toolkits.restore(toolkit);
      before.tools().stream().filter(tool -> tools.find(tool.id()).isEmpty()).forEach(this::show);
    }
    for (int i = 0; i < more; i++) {
      ObjectNode common = nextTool(toolkit);
      show(new Tool(at, 0, common));
    }
    int all = tools.all(TOOLKIT, toolkit.id()).size();
    reword(toolkit.withTools(all - toolkit.tools(), toolkit.updated()));
  }

  /** Replaces a toolkit, whose tools carry its name. */
  void reword(Toolkit toolkit) {
    toolkits.replace(toolkit);
    for (Tool tool : List.copyOf(tools.all(TOOLKIT, toolkit.id()))) {
      ObjectNode tree = tool.tree();
      tree.withObject(TOOLKIT).put("name", toolkit.entry().name());
      tools.replace(tool.with(tree));
    }
  }

  /** Removes a toolkit with its tools. */
  void close(Toolkit toolkit) {
    List<Tool> gone = List.copyOf(tools.all(TOOLKIT, toolkit.id()));
    gone.forEach(tool -> tools.remove(tool.id()));
    toolkits.remove(toolkit.id());
    closed.put(toolkit.id(), new Closed(toolkit, gone));
  }

  /** Releases a version of a toolkit, named by the day and a number within it. */
  Toolkit release(Toolkit toolkit, Instant at) {
    String day = VERSION_DAY.format(at.atOffset(ZoneOffset.UTC));
    long today = toolkit.versions().stream().filter(version -> version.startsWith(day)).count();
    Toolkit released =
        toolkit.released(String.format("%s_%02d", day, today)).dated(toolkit.created(), at);
    toolkits.replace(released);
    return released;
  }

  /** The common fields of a toolkit's next tool, whose slug was never used. */
  ObjectNode nextTool(Toolkit toolkit) {
    ObjectNode next;
    do {
      next = ToolShapes.tool(toolkit, toolsEver.merge(toolkit.id(), 1, Integer::sum) - 1);
    } while (tools.place(next.path("slug").asText()).isPresent());
    return next;
  }

  /** Adds a tool that came with a version of its toolkit, given by its index. */
  Tool addTool(Toolkit toolkit, int since, ObjectNode common, Instant at) {
    Tool tool = new Tool(at, since, common);
    show(tool);
    toolkits.replace(toolkit.withTools(1, at));
    return tool;
  }

  /** Gives a tool another slug, as if it had gone and another had come; its toolkit stays. */
  Tool renameTool(Tool tool, ObjectNode common, Instant at) {
    Tool renamed = new Tool(at, tool.since(), common);
    show(renamed);
    tools.remove(tool.id());
    return renamed;
  }

  private void show(Tool tool) {
    if (tools.wasRemoved(tool.id())) {
      tools.restore(tool);
    } else {
      tools.add(tool);
    }
  }

  void removeTool(Tool tool, Instant at) {
    tools.remove(tool.id());
    toolkits.replace(toolkit(tool.toolkit()).withTools(-1, at));
  }

  Doc addAuthConfig(ObjectNode tree, Instant at) {
    Doc config = Doc.of(tree.path("id").asText(), at, AUTH_CONFIG_KEYS, tree);
    authConfigs.add(config);
    return config;
  }

  /** With a config go the accounts that were connected through it. */
  void removeAuthConfig(Doc config) {
    for (Doc account : List.copyOf(connectedAccounts.all(CONFIG_OF_ACCOUNT, config.id()))) {
      connectedAccounts.remove(account.id());
    }
    authConfigs.remove(config.id());
  }

  Doc addConnectedAccount(ObjectNode tree, Instant at) {
    Doc account = Doc.of(tree.path("id").asText(), at, ACCOUNT_KEYS, tree);
    connectedAccounts.add(account);
    recount(account.key(CONFIG_OF_ACCOUNT));
    return account;
  }

  void removeConnectedAccount(Doc account) {
    connectedAccounts.remove(account.id());
    recount(account.key(CONFIG_OF_ACCOUNT));
  }

  private void recount(String configId) {
    authConfigs
        .find(configId)
        .ifPresent(config -> {
          int connections = connectedAccounts.all(CONFIG_OF_ACCOUNT, configId).size();
          authConfigs.replace(config.with(config.tree().put("no_of_connections", connections)));
        });
  }
}
