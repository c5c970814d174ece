package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.oauth.AuthorizationServer;
import java.util.List;
import java.util.TreeMap;

/** What a sandbox shows at its root: who is here, with which keys, and how to control it. */
final class IndexPage {
  private static final List<String> CONTROL =
      List.of(
          "GET /_sandbox/clock",
          "POST /_sandbox/clock {\"advance\": \"PT1H\"}",
          "GET, PUT, DELETE /_sandbox/{provider}/faults",
          "POST /_sandbox/{provider}/revoke",
          "POST /_sandbox/{provider}/restore",
          "GET, PUT, DELETE /_sandbox/{provider}/rate-limit",
          "GET, PUT /_sandbox/{provider}/oauth {\"rotate_refresh_tokens\": true,"
              + " \"access_token_lifetime\": \"PT30S\"}",
          "POST /_sandbox/{provider}/oauth/expire",
          "GET, PUT, DELETE /_sandbox/{provider}/webhook {\"url\": \"http://127.0.0.1:8080/\","
              + " \"secret\": \"whsec_sandbox\"}",
          "POST /_sandbox/{provider}/webhook/deliver {\"type\": \"customer.updated\"}",
          "GET /_sandbox/{provider}/counts",
          "GET, DELETE /_sandbox/{provider}/requests",
          "GET, POST /_sandbox/{provider}/{collection}",
          "PATCH, DELETE /_sandbox/{provider}/{collection}/{id}");

  private IndexPage() {}

  static byte[] of(Sandbox sandbox) {
    ObjectNode page = Json.object();
    page.put("now", sandbox.now().toString());
    ArrayNode providers = page.putArray("providers");
    sandbox.providers().forEach(name -> providers.add(provider(sandbox, name)));
    CONTROL.forEach(page.putArray("control")::add);
    return Json.bytes(page);
  }

  private static ObjectNode provider(Sandbox sandbox, String name) {
    ProviderControl provider = sandbox.provider(name);
    ObjectNode node = Json.object();
    node.put("name", name).put("baseUri", sandbox.uri(name).toString());
    ArrayNode credentials = node.putArray("credentials");
    provider
        .credentials()
        .forEach(credential ->
            credentials
                .addObject()
                .put("account", credential.account())
                .put("header", credential.header())
                .put("value", credential.value()));
    ObjectNode connection = node.putObject("connection");
    new TreeMap<>(provider.connection()).forEach(connection::put);
    if (provider.hasSignIn()) {
      node.putObject("oauth")
          .put("clientId", AuthorizationServer.CLIENT_ID)
          .put("clientSecret", AuthorizationServer.CLIENT_SECRET)
          .put("authorize", sandbox.uri(name) + provider.signIn().authorizePath())
          .put("token", sandbox.uri(name) + provider.signIn().tokenPath());
    }
    provider.routes().forEach(node.putArray("routes")::add);
    provider.data().collections().forEach(node.putArray("collections")::add);
    return node;
  }
}
