package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Dice;
import java.util.List;
import java.util.Locale;

/** Makes up tools: the n-th tool of a toolkit always has the same slug. */
final class ToolShapes {
  private static final List<String> VERBS =
      List.of(
          "LIST", "GET", "CREATE", "UPDATE", "DELETE", "SEARCH", "ARCHIVE", "RESTORE", "COPY",
          "MOVE", "EXPORT", "IMPORT", "SHARE", "COUNT", "WATCH", "MERGE", "ASSIGN", "TAG", "LOCK",
          "UNLOCK");
  private static final List<String> NOUNS =
      List.of(
          "RECORDS",
          "USERS",
          "COMMENTS",
          "FILES",
          "EVENTS",
          "MESSAGES",
          "TASKS",
          "PROJECTS",
          "CONTACTS",
          "LABELS",
          "REPORTS",
          "TEAMS",
          "INVOICES",
          "FORMS",
          "PAGES",
          "CHANNELS",
          "TEMPLATES",
          "WEBHOOKS",
          "FOLDERS",
          "ACCOUNTS",
          "NOTES",
          "TICKETS",
          "ORDERS",
          "LISTS",
          "VIEWS");
  private static final int IMPORTANT = 3;
  private static final String READ = ".read";
  private static final String WRITE = ".write";

  private ToolShapes() {}

  /** The common fields of the {@code index}-th tool of a toolkit, counted from 0. */
  static ObjectNode tool(Toolkit toolkit, int index) {
    String verb = VERBS.get(index % VERBS.size());
    String noun = NOUNS.get(index / VERBS.size() % NOUNS.size());
    int edition = index / (VERBS.size() * NOUNS.size());
    String action = verb + "_" + noun + (edition == 0 ? "" : "_V" + (edition + 1));
    ObjectNode tool = Json.object();
    tool.put("slug", toolkit.id().toUpperCase(Locale.ROOT) + "_" + action)
        .put("name", words(action))
        .put("description", words(action) + " in " + toolkit.entry().name() + ".");
    tool.putObject("toolkit")
        .put("slug", toolkit.id())
        .put("name", toolkit.entry().name())
        .put("logo", toolkit.logo());
    tool.set("input_parameters", input(verb, noun));
    tool.put("no_auth", !toolkit.entry().needsAuth());
    tool.set("output_parameters", output());
    boolean reads = reads(verb);
    tool.putArray("scopes").add(toolkit.id() + (reads ? READ : WRITE));
    var tags = tool.putArray("tags").add(reads ? "readOnlyHint" : "updateHint");
    if (index < IMPORTANT) {
      tags.add("important");
    }
    tool.put("is_deprecated", false);
    return tool;
  }

  /**
   * The fields that only the newer API shows. Tools that need no sign-in tell their scopes in the
   * old way alone, and one scope that changes things stands for one that reads them.
   */
  static ObjectNode newer(ObjectNode tool) {
    ObjectNode newer = Json.object();
    newer.put("human_description", tool.path("description").asText());
    if (tool.path("no_auth").asBoolean()) {
      return newer.putNull("scope_requirements");
    }
    ArrayNode all = newer.putObject("scope_requirements").putArray("all_of");
    for (JsonNode scope : tool.path("scopes")) {
      String text = scope.asText();
      if (text.endsWith(READ)) {
        String writing = text.substring(0, text.length() - READ.length()) + WRITE;
        all.addObject().putArray("any_of").add(text).add(writing);
      } else {
        all.add(text);
      }
    }
    return newer;
  }

  static String reworded(ObjectNode tool, Dice dice) {
    return tool.path("name").asText() + ", as of revision " + dice.digits(4) + ".";
  }

  private static boolean reads(String verb) {
    return List.of("LIST", "GET", "SEARCH", "EXPORT", "COUNT", "WATCH").contains(verb);
  }

  private static ObjectNode input(String verb, String noun) {
    String things = words(noun).toLowerCase(Locale.ROOT);
    ObjectNode schema = Json.object().put("type", "object").put("title", words(verb) + "Request");
    ObjectNode properties = schema.putObject("properties");
    if (reads(verb)) {
      property(properties, "limit", "integer", "How many " + things + " to return");
      property(properties, "query", "string", "Which " + things + " to return");
      schema.putArray("required");
    } else {
      property(properties, "id", "string", "Which of the " + things + " to change");
      property(properties, "fields", "object", "What to change");
      schema.putArray("required").add("id");
    }
    return schema;
  }

  private static ObjectNode output() {
    ObjectNode schema = Json.object().put("type", "object").put("title", "Response");
    ObjectNode properties = schema.putObject("properties");
    property(properties, "data", "object", "What the call returned");
    property(properties, "error", "string", "What went wrong, if anything did");
    property(properties, "successful", "boolean", "Whether the call succeeded");
    schema.putArray("required").add("data").add("successful");
    return schema;
  }

  private static void property(ObjectNode in, String name, String type, String description) {
    in.putObject(name).put("type", type).put("description", description);
  }

  /** {@code LIST_USERS} as {@code List users}. */
  private static String words(String constant) {
    String words = constant.replace('_', ' ').toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
