package dev.tidemark.http.integrations;

import dev.tidemark.application.setup.Webhooks;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.http.PublicUrl;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import java.util.List;
import java.util.Optional;

/** How somebody tells a provider about its webhook. */
final class WebhookSetupJson {
  static final String WEBHOOK_SECRET = "webhookSecret";

  private static final JsonName CONFIG_FIELDS = JsonName.of("configFields");
  private static final JsonName EVENTS = JsonName.of("events");
  private static final JsonName KEY = JsonName.of("key");
  private static final JsonName MODE = JsonName.of("mode");
  private static final JsonName WEBHOOK_URL = JsonName.of("webhookUrl");

  private WebhookSetupJson() {}

  /**
   * Writes it.
   *
   * @param secret to be shown; empty if it is the provider's, or was shown before
   */
  static void write(
      JsonWriter json,
      PublicUrl publicUrl,
      ConnectionId connection,
      Webhooks.Form form,
      Optional<String> secret) {
    String path = "/webhooks/" + connection.provider() + "/" + connection;
    json.beginObject();
    json.name(MODE).value("manual");
    json.name(WEBHOOK_URL).value(publicUrl.at(path).toString());
    json.name(Names.SECRET).value(secret.orElse(null));
    texts(json.name(EVENTS), form.events());
    json.name(CONFIG_FIELDS).beginArray().beginObject();
    json.name(KEY).value(WEBHOOK_SECRET);
    json.name(Names.LABEL).value("Signing secret of the webhook");
    json.name(Names.SECRET).value(true);
    json.name(Names.REQUIRED).value(form.secretFromProvider());
    json.endObject().endArray();
    texts(json.name(Names.NOTES), form.notes());
    json.endObject();
  }

  private static void texts(JsonWriter json, List<String> texts) {
    json.beginArray();
    texts.forEach(json::value);
    json.endArray();
  }
}
