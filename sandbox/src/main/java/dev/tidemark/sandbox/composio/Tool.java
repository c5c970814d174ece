package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Item;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A tool. What depends on the version that a caller asks for is added when it is shown. */
final class Tool implements Item {
  private final String slug;
  private final String name;
  private final String toolkit;
  private final Instant created;
  private final int since;
  private final boolean deprecated;
  private final Set<String> tags;
  private final Set<String> scopes;
  private final String searchable;
  private final byte[] common;
  private final byte[] newer;

  /**
   * Freezes a tool.
   *
   * @param since the index of the toolkit version that brought it
   * @param common the fields that all callers see
   */
  Tool(Instant created, int since, ObjectNode common) {
    this.slug = common.path("slug").asText();
    this.name = common.path("name").asText();
    this.toolkit = common.path("toolkit").path("slug").asText();
    this.created = created;
    this.since = since;
    this.deprecated = common.path("is_deprecated").asBoolean();
    this.tags = texts(common.path("tags"));
    this.scopes = texts(common.path("scopes"));
    this.searchable =
        String.join(" ", slug, name, common.path("description").asText()).toLowerCase(Locale.ROOT);
    this.common = Json.bytes(common);
    this.newer = Json.bytes(ToolShapes.newer(common));
  }

  /** The same tool with other common fields. */
  Tool with(ObjectNode changed) {
    return new Tool(created, since, changed);
  }

  ObjectNode tree() {
    return Json.object(common);
  }

  String toolkit() {
    return toolkit;
  }

  int since() {
    return since;
  }

  boolean isDeprecated() {
    return deprecated;
  }

  Set<String> tags() {
    return tags;
  }

  Set<String> scopes() {
    return scopes;
  }

  /** True if slug, name or description contain the text, in whatever case. */
  boolean mentions(String text) {
    return searchable.contains(text.toLowerCase(Locale.ROOT));
  }

  /** The tool in a version of its toolkit, for callers of version 3 or 3.1 of the API. */
  byte[] json(Toolkit owner, String version, boolean newerApi) {
    List<String> available = owner.versions().subList(since, owner.versions().size()).reversed();
    ObjectNode rest = Json.object().put("version", version);
    available.forEach(rest.putArray("available_versions")::add);
    ObjectNode old =
        rest.putObject("deprecated")
            .put("displayName", name)
            .put("version", version)
            .put("is_deprecated", deprecated);
    ArrayNode oldVersions = old.putArray("available_versions");
    available.forEach(oldVersions::add);
    old.putObject("toolkit").put("logo", owner.logo());
    byte[] shown = Json.joined(common, Json.bytes(rest));
    return newerApi ? Json.joined(shown, newer) : shown;
  }

  @Override
  public String id() {
    return slug;
  }

  @Override
  public long createdAt() {
    return created.toEpochMilli();
  }

  @Override
  public Map<String, String> keys() {
    return Map.of("toolkit", toolkit, "base", Boolean.toString(since == 0));
  }

  /** What does not depend on the version asked for. */
  @Override
  public byte[] json() {
    return Json.joined(common, newer);
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return Set.copyOf(texts);
  }
}
