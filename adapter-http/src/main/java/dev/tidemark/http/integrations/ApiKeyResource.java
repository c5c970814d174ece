package dev.tidemark.http.integrations;

import dev.tidemark.domain.key.Scope;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;

/** Tells a client whether its key is good for the integrations API. */
public final class ApiKeyResource implements Resource {
  private static final JsonName CREATED_BY_ID = JsonName.of("createdById");
  private static final JsonName ORGANIZATION_ID = JsonName.of("organizationId");
  private static final JsonName VALID = JsonName.of("valid");
  private static final int USUAL_BYTES = 256;

  /** The check itself is the same that every route makes. */
  public ApiKeyResource() {}

  @Override
  public void routing(Routes routes) {
    routes.post(
        "/api/validate-api-key",
        ApiKeyResource::valid,
        Scope.INTEGRATIONS_READ,
        Scope.INTEGRATIONS_MANAGE);
  }

  private static Answer valid(Call call) {
    JsonWriter json = new JsonWriter(USUAL_BYTES).beginObject();
    json.name(VALID).value(true);
    json.name(ORGANIZATION_ID).value(call.organization().value());
    json.name(CREATED_BY_ID).value(call.key().createdBy());
    return Answer.ok(json.endObject());
  }
}
