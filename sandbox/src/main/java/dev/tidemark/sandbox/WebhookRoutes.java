package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Fields;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.webhook.Delivered;
import dev.tidemark.sandbox.webhook.Endpoint;
import dev.tidemark.sandbox.webhook.Webhook;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** Where the providers that have webhooks send them. */
final class WebhookRoutes {
  private final Sandbox sandbox;

  WebhookRoutes(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  void addTo(HttpRouting.Builder routing) {
    String path = "/{provider}/webhook";
    ControlRoutes.on(routing, Method.GET, path, request -> shown(webhook(request)));
    ControlRoutes.on(routing, Method.PUT, path, this::register);
    ControlRoutes.on(routing, Method.DELETE, path, this::remove);
    ControlRoutes.on(routing, Method.POST, path + "/deliver", this::deliver);
  }

  private byte[] register(ServerRequest request) {
    Webhook webhook = webhook(request);
    Fields fields = Fields.of(ControlRoutes.body(request));
    Endpoint endpoint =
        new Endpoint(
            fields.requireText("url"),
            fields.requireText("secret"),
            fields
                .text("account")
                .orElseGet(() -> provider(request).credentials().getFirst().account()),
            fields.integer("version").orElse(webhook.versions().getFirst()));
    fields.done();
    webhook.endpoint(endpoint);
    return shown(webhook);
  }

  private byte[] remove(ServerRequest request) {
    Webhook webhook = webhook(request);
    webhook.endpoint(null);
    return shown(webhook);
  }

  private byte[] deliver(ServerRequest request) {
    Webhook webhook = webhook(request);
    Fields fields = Fields.of(ControlRoutes.object(request));
    Optional<String> type = fields.text("type");
    fields.done();
    return Json.bytes(Json.object().put("type", webhook.deliver(type)));
  }

  /** The endpoint, without its secret, and what became of the last deliveries. */
  private static byte[] shown(Webhook webhook) {
    ObjectNode body = Json.object();
    webhook
        .endpoint()
        .ifPresent(endpoint ->
            body.put("url", endpoint.url())
                .put("account", endpoint.account())
                .put("version", endpoint.version()));
    body.put("pending", webhook.pending());
    ArrayNode deliveries = body.putArray("deliveries");
    webhook.deliveries().forEach(delivered -> deliveries.add(shown(delivered)));
    return Json.bytes(body);
  }

  private static ObjectNode shown(Delivered delivered) {
    ObjectNode node = Json.object();
    node.put("type", delivered.type()).put("at", delivered.at().toString());
    delivered
        .status()
        .ifPresentOrElse(
            status -> node.put("status", status), () -> node.put("error", delivered.trouble()));
    return node;
  }

  private ProviderControl provider(ServerRequest request) {
    return sandbox.provider(request.path().pathParameters().get("provider"));
  }

  private Webhook webhook(ServerRequest request) {
    return provider(request).webhook();
  }
}
