package dev.tidemark.http.admin;

import dev.tidemark.application.composio.ListAuthConfigs;
import dev.tidemark.domain.composio.AuthConfig;
import dev.tidemark.domain.composio.ToolkitSlug;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import java.util.Optional;

/** Lists the auth configs of the connector catalogue. */
public final class ComposioAuthConfigsResource implements Resource {
  private static final JsonName ID = JsonName.of("id");
  private static final JsonName NAME = JsonName.of("name");
  private static final JsonName TOOLKIT = JsonName.of("toolkit");
  private static final JsonName TYPE = JsonName.of("type");
  private static final JsonName AUTH_SCHEME = JsonName.of("auth_scheme");
  private static final JsonName MANAGED = JsonName.of("is_composio_managed");
  private static final JsonName STATUS = JsonName.of("status");
  private static final JsonName CONNECTIONS = JsonName.of("no_of_connections");
  private static final JsonName CREATED_AT = JsonName.of("created_at");
  private static final JsonName UPDATED_AT = JsonName.of("last_updated_at");
  private static final Cursors CURSORS = new Cursors("auth-configs");

  private final ListAuthConfigs list;

  /** Answers from that use case. */
  public ComposioAuthConfigsResource(ListAuthConfigs list) {
    this.list = list;
  }

  @Override
  public void routing(Routes routes) {
    routes.get("/v1/admin/composio/auth-configs", this::list, Scope.ADMIN_READ);
  }

  private Answer list(Call call) {
    Parameters parameters = new Parameters(call);
    Optional<ToolkitSlug> toolkit = parameters.toolkit();
    RecordKey after = parameters.cursor(CURSORS, RecordKey::new).orElse(null);
    int limit = parameters.limit();
    parameters.done();
    return ListJson.of(
        list.list(toolkit, after, limit), CURSORS, ComposioAuthConfigsResource::write);
  }

  private static void write(JsonWriter json, AuthConfig config) {
    json.beginObject();
    json.name(ID).value(config.id());
    json.name(NAME).value(config.name());
    json.name(TOOLKIT).value(config.toolkit().value());
    json.name(TYPE).value(config.type());
    json.name(AUTH_SCHEME).value(config.scheme());
    json.name(MANAGED).value(config.managed());
    json.name(STATUS).value(config.status());
    json.name(CONNECTIONS).value(config.connections());
    json.name(CREATED_AT).value(config.createdAt());
    json.name(UPDATED_AT).value(config.updatedAt());
    json.endObject();
  }
}
