package dev.tidemark.http.webhook;

import dev.tidemark.application.setup.ReceiveWebhook;
import dev.tidemark.application.setup.ReceiveWebhook.Outcome;
import dev.tidemark.application.setup.Webhooks;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.http.exchange.Answer;
import dev.tidemark.http.exchange.Call;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.Resource;
import dev.tidemark.http.exchange.Routes;
import io.helidon.http.Status;
import java.util.Optional;

/**
 * Takes the deliveries of providers' webhooks. Who sends one that is not taken learns nothing of
 * why: every refusal is the same, byte for byte.
 */
public final class WebhookResource implements Resource {
  private static final int MAX_BODY_BYTES = 1024 * 1024;
  private static final Answer ACCEPTED = Answer.noContent();
  private static final Answer REFUSED =
      Answer.json(
          Status.UNAUTHORIZED_401,
          new JsonWriter(64)
              .beginObject()
              .name(JsonName.of("error"))
              .value("Invalid credentials")
              .endObject());

  private final ReceiveWebhook receive;

  /** Hands deliveries to that use case. */
  public WebhookResource(ReceiveWebhook receive) {
    this.receive = receive;
  }

  @Override
  public void routing(Routes routes) {
    routes.openPost("/webhooks/{provider}/{connectionId}", this::receive, MAX_BODY_BYTES);
  }

  private Answer receive(Call call) {
    Delivered delivered = new Delivered(call);
    return connection(call.path("provider"), call.path("connectionId"))
        .map(connection -> answer(receive.receive(connection, delivered)))
        .orElse(REFUSED);
  }

  private static Answer answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted -> ACCEPTED;
      case Outcome.Refused refused -> REFUSED;
    };
  }

  /** The connection of an address that we have handed out; others have none. */
  private static Optional<ConnectionId> connection(String provider, String connection) {
    String prefix = provider + "-";
    if (!connection.startsWith(prefix)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ConnectionId(
              new ProviderId(provider), new OrganizationId(connection.substring(prefix.length()))));
    } catch (IllegalArgumentException notAConnection) {
      return Optional.empty();
    }
  }

  /** A delivery that came in by a call. */
  private static final class Delivered implements Webhooks.Delivery {
    private final Call call;
    private final byte[] body;

    Delivered(Call call) {
      this.call = call;
      this.body = call.bytes();
    }

    @Override
    public Optional<String> header(String name) {
      return call.header(name);
    }

    @Override
    public byte[] body() {
      return body;
    }
  }
}
