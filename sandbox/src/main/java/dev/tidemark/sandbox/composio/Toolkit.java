package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A toolkit with its releases.
 *
 * @param rank its place by use, from 0
 * @param versions all releases, the base version first
 */
record Toolkit(
    Catalogue.Entry entry,
    int rank,
    Instant created,
    Instant updated,
    List<String> versions,
    int tools)
    implements Item {
  /** The version that callers of the older API get unless they ask for another. */
  static final String BASE_VERSION = "00000000_00";

  Toolkit {
    versions = List.copyOf(versions);
  }

  static Toolkit opened(Catalogue.Entry entry, int rank, Instant at) {
    return new Toolkit(entry, rank, at, at, List.of(BASE_VERSION), 0);
  }

  Toolkit withTools(int more, Instant at) {
    return new Toolkit(entry, rank, created, at, versions, tools + more);
  }

  Toolkit released(String version, Instant at) {
    List<String> all = new ArrayList<>(versions);
    all.add(version);
    return new Toolkit(entry, rank, created, at, all, tools);
  }

  String latest() {
    return versions.getLast();
  }

  String logo() {
    return "https://logos.example.com/" + id() + ".svg";
  }

  @Override
  public String id() {
    return entry.slug();
  }

  @Override
  public long createdAt() {
    return created.toEpochMilli();
  }

  @Override
  public Map<String, String> keys() {
    return Map.of();
  }

  @Override
  public byte[] json() {
    ObjectNode node = Json.object();
    node.put("slug", id()).put("name", entry.name());
    node.putArray("auth_schemes").add(entry.scheme());
    managedSchemes(node);
    node.put("is_local_toolkit", false).put("no_auth", !entry.needsAuth());
    node.putObject("deprecated").put("toolkitId", toolkitId());
    ObjectNode category = meta(node).putArray("categories").addObject();
    category.put("id", entry.category()).put("name", categoryName());
    return Json.bytes(node);
  }

  /** The toolkit alone, with what it takes to sign in. */
  byte[] detail() {
    ObjectNode node = Json.object();
    node.put("slug", id()).put("name", entry.name()).put("enabled", true);
    managedSchemes(node);
    node.put("is_local_toolkit", false).put("base_url", baseUrl());
    authDetails(node.putArray("auth_config_details"));
    ObjectNode meta = meta(node);
    meta.putArray("categories")
        .addObject()
        .put("name", categoryName())
        .put("slug", entry.category());
    versions.reversed().forEach(meta.putArray("available_versions")::add);
    ObjectNode deprecated = node.putObject("deprecated").put("toolkitId", toolkitId());
    deprecated.putArray("rawProxyInfoByAuthSchemes");
    return Json.bytes(node);
  }

  /** Composio signs in by itself where it holds an OAuth 2 app of its own. */
  boolean managed() {
    return entry.scheme().equals("OAUTH2");
  }

  /** True if slug or name contain a text in lower case. */
  boolean mentions(String text) {
    return id().contains(text) || entry.name().toLowerCase(Locale.ROOT).contains(text);
  }

  private void managedSchemes(ObjectNode node) {
    ArrayNode schemes = node.putArray("composio_managed_auth_schemes");
    if (managed()) {
      schemes.add(entry.scheme());
    }
  }

  private ObjectNode meta(ObjectNode node) {
    return node.putObject("meta")
        .put("created_at", created.toString())
        .put("updated_at", updated.toString())
        .put("description", "Read and change what is in " + entry.name() + ".")
        .put("logo", logo())
        .put("app_url", baseUrl())
        .put("triggers_count", rank % 7)
        .put("tools_count", tools)
        .put("version", latest());
  }

  private void authDetails(ArrayNode details) {
    if (!entry.needsAuth()) {
      return;
    }
    ObjectNode detail = details.addObject();
    detail
        .put("mode", entry.scheme())
        .put("name", id() + "_" + entry.scheme().toLowerCase(Locale.ROOT));
    detail.putObject("proxy").put("base_url", baseUrl());
    ObjectNode fields = detail.putObject("fields");
    ObjectNode creation = fields.putObject("auth_config_creation");
    ArrayNode required = creation.putArray("required");
    creation.putArray("optional");
    ObjectNode initiation = fields.putObject("connected_account_initiation");
    ArrayNode asked = initiation.putArray("required");
    initiation.putArray("optional");
    switch (entry.scheme()) {
      case "OAUTH1", "OAUTH2" -> {
        field(required, "client_id", "Client id");
        field(required, "client_secret", "Client secret");
      }
      case "BASIC" -> {
        field(asked, "username", "User name");
        field(asked, "password", "Password");
      }
      default -> field(asked, "generic_api_key", "API key");
    }
  }

  private static void field(ArrayNode fields, String name, String label) {
    fields
        .addObject()
        .put("name", name)
        .put("displayName", label)
        .put("type", "string")
        .put("description", label + " of the account to connect")
        .put("required", true);
  }

  private String baseUrl() {
    return "https://api." + id() + ".example.com";
  }

  private String categoryName() {
    return entry.category().replace('-', ' ');
  }

  private String toolkitId() {
    return String.format("00000000-0000-4000-8000-%012d", rank);
  }
}
