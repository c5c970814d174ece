package dev.tidemark.http.integrations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.SetupMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of this API as lines for a shell. Address and key come from the environment, and
 * what a person has to fill in stands in angle brackets.
 */
final class Commands {
  private Commands() {}

  /** What leads to a connection and shows how it is doing; none if it cannot be connected. */
  static List<String> toConnect(Provider provider) {
    if (!provider.readable()) {
      return List.of();
    }
    List<String> commands = new ArrayList<>();
    ObjectNode body = named(provider);
    if (provider.setupMode() == SetupMode.DIRECT) {
      ObjectNode config = body.putObject("config");
      provider.fields().stream()
          .filter(CredentialField::required)
          .forEach(field -> config.put(field.key(), "<" + field.key() + ">"));
    }
    commands.add(post("connect", body));
    if (provider.setupMode() == SetupMode.BROWSER) {
      commands.add(get("connect/status?sessionId=<sessionId>"));
    }
    commands.add(get("sync-status?provider=" + provider.id()));
    return commands;
  }

  /** What tells how to do a step, or that it is done. */
  static String forStep(Provider provider, Step step) {
    return post("setup-step", step(provider, step));
  }

  /** What says what the stages of a CRM mean. */
  static String toMap(Provider provider) {
    ObjectNode body = step(provider, Step.CRM_MAPPING);
    body.putObject("config").putArray("mappings").add("<mappings>");
    return post("setup-step", body);
  }

  /** What says that the provider knows the webhook, with the secret if that is the provider's. */
  static String toConfirmWebhook(Provider provider, boolean withSecret) {
    ObjectNode body = step(provider, Step.WEBHOOK);
    ObjectNode config = body.putObject("config");
    if (withSecret) {
      config.put(WebhookSetupJson.WEBHOOK_SECRET, "<" + WebhookSetupJson.WEBHOOK_SECRET + ">");
    }
    return post("setup-step", body);
  }

  private static ObjectNode step(Provider provider, Step step) {
    return named(provider).put("step", step.token());
  }

  private static ObjectNode named(Provider provider) {
    return JsonNodeFactory.instance.objectNode().put("provider", provider.id().value());
  }

  private static String get(String path) {
    return curl(path);
  }

  private static String post(String path, ObjectNode body) {
    return curl(path)
        + " -H 'Content-Type: application/json' -d '"
        + body.toString().replace("'", "'\\''")
        + "'";
  }

  private static String curl(String path) {
    return "curl \"$TIDEMARK_URL/api/integrations/"
        + path
        + "\" -H \"Authorization: Bearer $TIDEMARK_API_KEY\"";
  }
}
