package dev.tidemark.http.integrations;

import dev.tidemark.application.integrations.ListIntegrations;
import dev.tidemark.application.integrations.ListIntegrations.ConnectionSummary;
import dev.tidemark.application.integrations.ListIntegrations.Integration;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All providers, and how each connection is doing. */
public final class IntegrationsResource implements Resource {
  private static final JsonName ITEMS = JsonName.of("items");
  private static final JsonName LAST_DATA_RECEIVED_AT = JsonName.of("lastDataReceivedAt");
  private static final JsonName SYNC_STATUS = JsonName.of("syncStatus");
  private static final int USUAL_BYTES_PER_ITEM = 256;

  private final ListIntegrations integrations;

  /** Answers from that use case. */
  public IntegrationsResource(ListIntegrations integrations) {
    this.integrations = integrations;
  }

  @Override
  public void routing(Routes routes) {
    routes.get("/api/integrations", this::list, Scope.INTEGRATIONS_READ);
  }

  private Answer list(Call call) {
    List<String> connectedOnly = call.query("connectedOnly");
    boolean only =
        !connectedOnly.isEmpty() && connectedOnly.stream().allMatch(value -> value.equals("true"));
    List<Integration> found = integrations.list(call.organization(), only);
    JsonWriter json = new JsonWriter(USUAL_BYTES_PER_ITEM * (found.size() + 1));
    json.beginObject().name(ITEMS).beginArray();
    found.forEach(integration -> write(json, integration));
    return Answer.ok(json.endArray().endObject());
  }

  private static void write(JsonWriter json, Integration integration) {
    @Nullable ConnectionSummary connection = integration.connection().orElse(null);
    json.beginObject();
    json.name(Names.ID).value(integration.provider().id().value());
    json.name(Names.NAME).value(integration.provider().name());
    json.name(Names.CATEGORY).value(integration.provider().category());
    json.name(Names.STATUS).value(Names.connected(integration.connected()));
    json.name(Names.CONNECTION_ID).value(connection == null ? null : connection.id().toString());
    json.name(LAST_DATA_RECEIVED_AT).value(connection == null ? null : connection.lastDataAt());
    json.name(SYNC_STATUS).value(connection == null ? null : word(connection));
    json.name(Names.ERROR_MESSAGE).value(connection == null ? null : connection.errorMessage());
    json.endObject();
  }

  private static @Nullable String word(ConnectionSummary connection) {
    return connection.word() == null ? null : connection.word().name();
  }
}
