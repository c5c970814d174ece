package dev.tidemark.http.integrations;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.application.connection.DisconnectProvider;
import dev.tidemark.application.connection.DisconnectProvider.Outcome;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import io.helidon.http.Status;

/** Disconnects providers. */
public final class DisconnectResource implements Resource {
  private static final JsonName MESSAGE = JsonName.of("message");
  private static final JsonName SUCCESS = JsonName.of("success");
  private static final int USUAL_BYTES = 128;

  private final DisconnectProvider disconnect;
  private final ProviderNames providers;

  /** Answers from that use case. */
  public DisconnectResource(DisconnectProvider disconnect, ProviderCatalogue catalogue) {
    this.disconnect = disconnect;
    this.providers = new ProviderNames(catalogue);
  }

  @Override
  public void routing(Routes routes) {
    routes.post("/api/integrations/disconnect", this::disconnect, Scope.INTEGRATIONS_MANAGE);
  }

  private Answer disconnect(Call call) {
    ProviderId provider = providers.inBody(call.body());
    return switch (disconnect.disconnect(call.organization(), provider)) {
      case Outcome.Disconnected done -> Answer.ok(begin(true).endObject());
      case Outcome.NotConnected none ->
          Answer.json(
              Status.NOT_FOUND_404,
              begin(false).name(MESSAGE).value("Integration is not connected").endObject());
      case Outcome.UnknownProvider unknown -> throw providers.unknown();
    };
  }

  private static JsonWriter begin(boolean success) {
    return new JsonWriter(USUAL_BYTES).beginObject().name(SUCCESS).value(success);
  }
}
