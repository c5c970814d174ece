package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Dice;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Names;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Auth configs and connected accounts. Both carry made-up secrets, as the vendor's do, so that it
 * can be seen whether a reader keeps what it must drop; each such value begins with {@code
 * fake-secret-}.
 */
final class ConnectionShapes {
  private static final String DEPRECATED = "deprecated";
  private static final String SIGN_IN = "https://sign-in.example.com/";
  private static final Set<String> OAUTH = Set.of("OAUTH1", "OAUTH2");

  private ConnectionShapes() {}

  static ObjectNode authConfig(Dice dice, Instant at, Toolkit toolkit) {
    ObjectNode config = Json.object();
    boolean managed = toolkit.managed() && dice.percent(50);
    String scheme = toolkit.entry().scheme();
    config
        .put("id", "ac_" + dice.token(12))
        .put("uuid", dice.uuid())
        .put("type", managed ? "default" : "custom");
    config.putObject("toolkit").put("slug", toolkit.id()).put("logo", toolkit.logo());
    config
        .put("name", toolkit.id() + "-" + dice.hex(6))
        .put("auth_scheme", scheme)
        .put("is_composio_managed", managed);
    secrets(config.putObject("credentials"), scheme, dice);
    config
        .putObject("proxy_config")
        .put("proxy_url", "https://proxy.example.com")
        .put("proxy_auth_key", secret(dice));
    config
        .put("status", "ENABLED")
        .put("created_by", "user_" + dice.hex(8))
        .put("created_at", at.toString())
        .put("last_updated_at", at.toString())
        .put("no_of_connections", 0);
    config.putArray("expected_input_fields");
    config.putArray("restrict_to_following_tools");
    ObjectNode access = config.putObject("tool_access_config");
    access.putArray("tools_for_connected_account_creation");
    access.putArray("tools_available_for_execution");
    config.putObject("shared_credentials").put("webhook_secret", secret(dice));
    ObjectNode old = config.putObject("deprecated_params").putNull("default_connector_id");
    old.put("toolkit_id", dice.uuid()).putArray("expected_input_fields");
    return config;
  }

  static ObjectNode connectedAccount(Dice dice, Instant at, ObjectNode config) {
    ObjectNode account = Json.object();
    String scheme = config.path("auth_scheme").asText();
    account.putObject("toolkit").put("slug", config.path("toolkit").path("slug").asText());
    ObjectNode of = account.putObject("auth_config");
    of.put("id", config.path("id").asText())
        .put("auth_scheme", scheme)
        .put("is_composio_managed", config.path("is_composio_managed").asBoolean())
        .put("is_disabled", false);
    of.putObject(DEPRECATED).put("uuid", config.path("uuid").asText());
    account
        .put("id", "ca_" + dice.token(12))
        .put("user_id", Names.email(Names.person(dice), dice))
        .put("status", "ACTIVE")
        .put("created_at", at.toString())
        .put("updated_at", at.toString());
    ObjectNode values = account.putObject("state").put("authScheme", scheme).putObject("val");
    secrets(values.put("status", "ACTIVE"), scheme, dice);
    account.putObject("data").put("access_token", secret(dice));
    account
        .putNull("status_reason")
        .put("is_disabled", false)
        .put("test_request_endpoint", "https://api.example.com/me");
    ObjectNode old = account.putObject(DEPRECATED);
    old.putArray("labels");
    old.put("uuid", dice.uuid());
    return account;
  }

  /** An auth config as the newer API shows it, without what is out of use. */
  static ObjectNode newerConfig(Doc config) {
    ObjectNode tree = config.tree();
    tree.remove("deprecated_params");
    return tree;
  }

  /** A connected account as the newer API shows it, which knows other names for it. */
  static ObjectNode newerAccount(Doc account) {
    ObjectNode tree = account.tree();
    tree.remove(DEPRECATED);
    tree.withObject("auth_config").remove(DEPRECATED);
    String word = account.id().substring(account.id().length() - 5).toLowerCase(Locale.ROOT);
    tree.put("word_id", account.key("toolkit.slug") + "_" + word).putNull("alias");
    tree.putObject("experimental").put("account_type", "PRIVATE");
    return tree;
  }

  /** Puts a connected account into a status, with the reason the vendor gives for a bad one. */
  static void status(ObjectNode account, String status, Instant at) {
    account.put("status", status).put("updated_at", at.toString());
    ObjectNode values = account.withObject("state").withObject("val").put("status", status);
    if (status.equals("INITIATED")) {
      values.put("redirectUrl", SIGN_IN).put("authUri", SIGN_IN);
    }
    account.put("status_reason", status.equals("ACTIVE") ? null : "The account is " + status);
  }

  /** The statuses an account can fall into; only signing in by OAuth can fail or expire. */
  static List<String> badStatuses(String scheme) {
    return OAUTH.contains(scheme) ? List.of("EXPIRED", "FAILED", "INACTIVE") : List.of("INACTIVE");
  }

  /** Switches an auth config on or off. */
  static void enabled(ObjectNode config, boolean enabled, Instant at) {
    config.put("status", enabled ? "ENABLED" : "DISABLED").put("last_updated_at", at.toString());
  }

  private static void secrets(ObjectNode into, String scheme, Dice dice) {
    if (OAUTH.contains(scheme)) {
      into.put("client_id", dice.hex(16)).put("client_secret", secret(dice));
    }
    switch (scheme) {
      case "OAUTH2" -> into.put("access_token", secret(dice)).put("refresh_token", secret(dice));
      case "OAUTH1" ->
          into.put("oauth_token", secret(dice)).put("oauth_token_secret", secret(dice));
      case "BASIC" -> into.put("username", "integration").put("password", secret(dice));
      case "BEARER_TOKEN" -> into.put("token", secret(dice));
      default -> into.put("generic_api_key", secret(dice));
    }
  }

  private static String secret(Dice dice) {
    return "fake-secret-" + dice.hex(24);
  }
}
