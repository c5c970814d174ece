package dev.tidemark.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.fault.FaultJson;
import dev.tidemark.sandbox.json.Fields;
import dev.tidemark.sandbox.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.NoSuchElementException;

/** Everything that {@link Sandbox} and {@link ProviderControl} offer, over HTTP. */
final class ControlRoutes {
  private static final String PREFIX = "/_sandbox";

  /** Answers a control request with a JSON text. */
  @FunctionalInterface
  interface Action {
    byte[] run(ServerRequest request);
  }

  private final Sandbox sandbox;

  ControlRoutes(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  void addTo(HttpRouting.Builder routing) {
    on(routing, Method.GET, "/", request -> IndexPage.of(sandbox));
    on(routing, Method.GET, "/clock", request -> clock());
    on(routing, Method.POST, "/clock", this::advance);
    on(routing, Method.GET, "/{provider}/faults", request -> faults(provider(request)));
    on(routing, Method.PUT, "/{provider}/faults", this::setFaults);
    on(routing, Method.DELETE, "/{provider}/faults", this::clearFaults);
    on(routing, Method.POST, "/{provider}/revoke", request -> revoke(provider(request), true));
    on(routing, Method.POST, "/{provider}/restore", request -> revoke(provider(request), false));
    on(routing, Method.GET, "/{provider}/rate-limit", request -> rateLimit(provider(request)));
    on(routing, Method.PUT, "/{provider}/rate-limit", this::setRateLimit);
    on(routing, Method.DELETE, "/{provider}/rate-limit", this::clearRateLimit);
    on(routing, Method.GET, "/{provider}/counts", this::counts);
    on(routing, Method.GET, "/{provider}/requests", request -> requests(provider(request)));
    on(routing, Method.DELETE, "/{provider}/requests", this::forgetRequests);
    new SignInRoutes(sandbox).addTo(routing);
    new WebhookRoutes(sandbox).addTo(routing);
    on(routing, Method.GET, "/{provider}/{collection}", this::dump);
    on(routing, Method.POST, "/{provider}/{collection}", this::add);
    on(routing, Method.PATCH, "/{provider}/{collection}/{id}", this::change);
    on(routing, Method.DELETE, "/{provider}/{collection}/{id}", this::delete);
    routing.any("/*", (request, response) -> nowhere(request, response));
  }

  static void on(HttpRouting.Builder routing, Method method, String path, Action action) {
    String at = path.equals("/") ? path : PREFIX + path;
    routing.route(method, at, (request, response) -> answer(request, response, action));
  }

  private static void answer(ServerRequest request, ServerResponse response, Action action) {
    try {
      send(response, Status.OK_200, action.run(request));
    } catch (IllegalArgumentException e) {
      send(response, Status.BAD_REQUEST_400, error(String.valueOf(e.getMessage())));
    } catch (NoSuchElementException e) {
      send(response, Status.NOT_FOUND_404, error(String.valueOf(e.getMessage())));
    }
  }

  private static void nowhere(ServerRequest request, ServerResponse response) {
    String asked = request.prologue().method().text() + " " + request.path().path();
    send(response, Status.NOT_FOUND_404, error("nothing answers " + asked + "; GET / lists all"));
  }

  private static void send(ServerResponse response, Status status, byte[] body) {
    response.status(status).header(HeaderNames.CONTENT_TYPE, "application/json").send(body);
  }

  private static byte[] error(String message) {
    return Json.bytes(Json.object().put("error", message));
  }

  private byte[] clock() {
    return Json.bytes(Json.object().put("now", sandbox.now().toString()));
  }

  private byte[] advance(ServerRequest request) {
    Fields fields = Fields.of(body(request));
    var by = fields.requireDuration("advance");
    fields.done();
    sandbox.advance(by);
    return clock();
  }

  private static byte[] faults(ProviderControl provider) {
    return Json.bytes(FaultJson.write(provider.faults()));
  }

  private byte[] setFaults(ServerRequest request) {
    ProviderControl provider = provider(request);
    provider.faults(FaultJson.read(body(request)));
    return faults(provider);
  }

  private byte[] clearFaults(ServerRequest request) {
    ProviderControl provider = provider(request);
    provider.faults(List.of());
    return faults(provider);
  }

  private static byte[] revoke(ProviderControl provider, boolean revoked) {
    if (revoked) {
      provider.revoke();
    } else {
      provider.restore();
    }
    return Json.bytes(Json.object().put("revoked", provider.isRevoked()));
  }

  private static byte[] rateLimit(ProviderControl provider) {
    ObjectNode body = Json.object();
    provider
        .rateLimit()
        .ifPresent(
            limit -> body.put("requests", limit.requests()).put("per", limit.per().toString()));
    return Json.bytes(body);
  }

  private byte[] setRateLimit(ServerRequest request) {
    ProviderControl provider = provider(request);
    Fields fields = Fields.of(body(request));
    RateLimit limit =
        new RateLimit(fields.requireInteger("requests"), fields.requireDuration("per"));
    fields.done();
    provider.rateLimit(limit);
    return rateLimit(provider);
  }

  private byte[] clearRateLimit(ServerRequest request) {
    ProviderControl provider = provider(request);
    provider.rateLimit(null);
    return rateLimit(provider);
  }

  private byte[] counts(ServerRequest request) {
    ObjectNode body = Json.object();
    ObjectNode objects = body.putObject("objects");
    data(request).counts().forEach(objects::put);
    ObjectNode requests = body.putObject("requests");
    provider(request).requests().forEach(requests::put);
    return Json.bytes(body);
  }

  private static byte[] requests(ProviderControl provider) {
    List<RequestLog.Entry> entries = provider.log().entries();
    ObjectNode body = Json.object().put("count", entries.size());
    ArrayNode requests = body.putArray("requests");
    for (RequestLog.Entry entry : entries) {
      ObjectNode request =
          requests
              .addObject()
              .put("at", entry.at().toString())
              .put("method", entry.method())
              .put("path", entry.path());
      ObjectNode query = request.putObject("query");
      entry.query().forEach((name, values) -> values.forEach(query.putArray(name)::add));
    }
    return Json.bytes(body);
  }

  private byte[] forgetRequests(ServerRequest request) {
    ProviderControl provider = provider(request);
    provider.log().clear();
    return requests(provider);
  }

  private byte[] dump(ServerRequest request) {
    String collection = parameter(request, "collection");
    List<byte[]> objects = data(request).texts(collection);
    ObjectNode head = Json.object().put("collection", collection).put("count", objects.size());
    return Json.withList(head, "objects", objects);
  }

  private byte[] add(ServerRequest request) {
    return Json.bytes(data(request).add(parameter(request, "collection"), object(request)));
  }

  private byte[] change(ServerRequest request) {
    return Json.bytes(
        data(request)
            .change(parameter(request, "collection"), parameter(request, "id"), object(request)));
  }

  private byte[] delete(ServerRequest request) {
    data(request).delete(parameter(request, "collection"), parameter(request, "id"));
    return Json.bytes(Json.object().put("deleted", true));
  }

  private ProviderControl provider(ServerRequest request) {
    return sandbox.provider(parameter(request, "provider"));
  }

  private ProviderControl.Data data(ServerRequest request) {
    ProviderControl provider = provider(request);
    return request.query().first("account").map(provider::data).orElseGet(provider::data);
  }

  private static String parameter(ServerRequest request, String name) {
    return request.path().pathParameters().get(name);
  }

  static JsonNode body(ServerRequest request) {
    return Json.parse(Sandbox.body(request));
  }

  /** The object in a body; an empty body stands for an object without fields. */
  static ObjectNode object(ServerRequest request) {
    String text = Sandbox.body(request);
    JsonNode body = text.isBlank() ? Json.object() : Json.parse(text);
    if (body instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("the body must be a JSON object");
  }
}
