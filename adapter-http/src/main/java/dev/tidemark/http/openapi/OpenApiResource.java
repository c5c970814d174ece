package dev.tidemark.http.openapi;

import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;

/** The description of the API, for everybody. */
public final class OpenApiResource implements Resource {
  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";
  private static final Header AS_JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, JSON);
  private static final Header AS_YAML = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, YAML);

  /** It is read and converted when somebody asks for it, not before. */
  public OpenApiResource() {}

  @Override
  public void routing(Routes routes) {
    routes.openGet("/openapi", call -> call.prefers(YAML, JSON) ? yaml(call) : json(call));
    routes.openGet("/openapi.json", OpenApiResource::json);
    routes.openGet("/openapi.yaml", OpenApiResource::yaml);
  }

  private static Answer json(Call call) {
    return Answer.ok(AS_JSON, OpenApiDocument.json());
  }

  private static Answer yaml(Call call) {
    return Answer.ok(AS_YAML, OpenApiDocument.yaml());
  }
}
