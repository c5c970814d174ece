package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.util.Locale;

/** Toolkits as the two versions of the API show them. */
final class ToolkitShapes {
  private ToolkitShapes() {}

  /** A toolkit in a list. */
  static byte[] listed(Toolkit toolkit, boolean newerApi) {
    return Json.bytes(item(toolkit, newerApi));
  }

  /**
   * A toolkit as the older API lists it; one that is deprecated says so, as it does nowhere else.
   */
  static byte[] controlled(Toolkit toolkit) {
    ObjectNode item = item(toolkit, false);
    return Json.bytes(toolkit.deprecated() ? item.put("is_deprecated", true) : item);
  }

  private static ObjectNode item(Toolkit toolkit, boolean newerApi) {
    ObjectNode node = Json.object();
    node.put("slug", toolkit.id()).put("name", toolkit.entry().name());
    node.putArray("auth_schemes").add(toolkit.entry().scheme());
    managedSchemes(node, toolkit);
    node.put("is_local_toolkit", false).put("no_auth", !toolkit.entry().needsAuth());
    node.putObject("deprecated").put("toolkitId", toolkitId(toolkit));
    ObjectNode category =
        meta(node, toolkit, toolkit.latest(), toolkit.tools()).putArray("categories").addObject();
    category.put("id", toolkit.entry().category()).put("name", toolkit.entry().categoryName());
    if (newerApi) {
      node.put("type", "native");
    }
    return node;
  }

  /** The toolkit alone in one of its versions, with what it takes to sign in. */
  static byte[] detail(Toolkit toolkit, String version, int tools, boolean newerApi) {
    ObjectNode node = Json.object();
    node.put("slug", toolkit.id()).put("name", toolkit.entry().name()).put("enabled", true);
    managedSchemes(node, toolkit);
    node.put("is_local_toolkit", false).put("base_url", baseUrl(toolkit));
    authDetails(node.putArray("auth_config_details"), toolkit);
    ObjectNode meta = meta(node, toolkit, version, tools);
    meta.putArray("categories")
        .addObject()
        .put("name", toolkit.entry().categoryName())
        .put("slug", toolkit.entry().category());
    toolkit.versions().reversed().forEach(meta.putArray("available_versions")::add);
    ObjectNode deprecated = node.putObject("deprecated").put("toolkitId", toolkitId(toolkit));
    deprecated.putArray("rawProxyInfoByAuthSchemes");
    if (newerApi) {
      node.put("type", "native");
      managedAuth(node.putArray("composio_managed_auth"), toolkit);
    }
    return Json.bytes(node);
  }

  private static void managedSchemes(ObjectNode node, Toolkit toolkit) {
    ArrayNode schemes = node.putArray("composio_managed_auth_schemes");
    if (toolkit.managed()) {
      schemes.add(toolkit.entry().scheme());
    }
  }

  private static void managedAuth(ArrayNode managed, Toolkit toolkit) {
    if (toolkit.managed()) {
      ObjectNode one = managed.addObject().put("mode", toolkit.entry().scheme());
      one.putObject("scopes")
          .putArray("available")
          .add(toolkit.id() + ".read")
          .add(toolkit.id() + ".write");
    }
  }

  private static ObjectNode meta(ObjectNode node, Toolkit toolkit, String version, int tools) {
    return node.putObject("meta")
        .put("created_at", toolkit.created().toString())
        .put("updated_at", toolkit.updated().toString())
        .put("description", toolkit.description())
        .put("logo", toolkit.logo())
        .put("app_url", baseUrl(toolkit))
        .put("triggers_count", toolkit.rank() % 7)
        .put("tools_count", tools)
        .put("version", version);
  }

  private static void authDetails(ArrayNode details, Toolkit toolkit) {
    Catalogue.Entry entry = toolkit.entry();
    if (!entry.needsAuth()) {
      return;
    }
    ObjectNode detail = details.addObject();
    detail
        .put("mode", entry.scheme())
        .put("name", toolkit.id() + "_" + entry.scheme().toLowerCase(Locale.ROOT));
    detail.putObject("proxy").put("base_url", baseUrl(toolkit));
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
      case "BEARER_TOKEN" -> field(asked, "token", "Token");
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

  private static String baseUrl(Toolkit toolkit) {
    return "https://api." + toolkit.id() + ".example.com";
  }

  private static String toolkitId(Toolkit toolkit) {
    return String.format("00000000-0000-4000-8000-%012d", toolkit.rank());
  }
}
