package dev.tidemark.http.openapi;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.http.PublicUrl;
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

  private final OpenApiDocument document;

  /**
   * Names the providers that organizations can connect, and where the server is found. It is read
   * and converted when somebody asks for it, not before.
   */
  public OpenApiResource(ProviderCatalogue catalogue, PublicUrl publicUrl) {
    this.document =
        new OpenApiDocument(
            catalogue.listForOrganizations().stream()
                .map(provider -> provider.id().value())
                .toList(),
            () -> publicUrl.pathOf("/"));
  }

  @Override
  public void routing(Routes routes) {
    routes.openGet("/openapi", call -> call.prefers(YAML, JSON) ? yaml(call) : json(call));
    routes.openGet("/openapi.json", this::json);
    routes.openGet("/openapi.yaml", this::yaml);
  }

  private Answer json(Call call) {
    return Answer.ok(AS_JSON, document.json());
  }

  private Answer yaml(Call call) {
    return Answer.ok(AS_YAML, document.yaml());
  }
}
