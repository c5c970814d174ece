package dev.tidemark.http.integrations;

import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import dev.tidemark.domain.provider.SetupStep;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import java.util.List;
import java.util.Optional;

/** How a provider is connected, as the contract writes it. */
final class CapabilityJson {
  private static final JsonName API_STEP = JsonName.of("apiStep");
  private static final JsonName AUTH_TYPE = JsonName.of("authType");
  private static final JsonName CLI_NAME = JsonName.of("cliName");
  private static final JsonName COMMAND = JsonName.of("command");
  private static final JsonName COMMANDS = JsonName.of("commands");
  private static final JsonName CONNECT_SUPPORTED = JsonName.of("connectSupported");
  private static final JsonName CREDENTIAL_TYPE = JsonName.of("credentialType");
  private static final JsonName DISPLAY_NAME = JsonName.of("displayName");
  private static final JsonName KEY = JsonName.of("key");
  private static final JsonName POST_CONNECT_STEPS = JsonName.of("postConnectSteps");
  private static final JsonName PROVIDER_ID = JsonName.of("providerId");
  private static final JsonName REQUIRED_FIELDS = JsonName.of("requiredFields");
  private static final JsonName SETUP_MODE = JsonName.of("setupMode");
  private static final JsonName SUPPORTED = JsonName.of("supported");
  private static final String BASIC_AUTH = "basic_auth";

  private CapabilityJson() {}

  static void write(JsonWriter json, Provider provider, List<String> notes) {
    json.beginObject();
    json.name(CLI_NAME).value(cliName(provider));
    json.name(PROVIDER_ID).value(provider.id().value());
    json.name(DISPLAY_NAME).value(provider.name());
    json.name(Names.CATEGORY).value(provider.category());
    json.name(SETUP_MODE)
        .value(
            switch (provider.setupMode()) {
              case DIRECT -> "direct_api_key";
              case BROWSER -> "browser_auth";
            });
    json.name(CREDENTIAL_TYPE).value(provider.credentialType());
    json.name(AUTH_TYPE).value(authType(provider));
    json.name(CONNECT_SUPPORTED).value(provider.readable());
    json.name(REQUIRED_FIELDS).beginArray();
    provider.fields().forEach(field -> write(json, field));
    json.endArray();
    texts(json.name(COMMANDS), Commands.toConnect(provider));
    texts(json.name(Names.NOTES), notes);
    json.name(POST_CONNECT_STEPS).beginArray();
    provider.steps().forEach(step -> write(json, provider, step));
    json.endArray().endObject();
  }

  /** Of several aliases the first in the alphabet, so that it is always the same. */
  private static String cliName(Provider provider) {
    return provider.aliases().stream()
        .map(ProviderId::value)
        .min(String::compareTo)
        .orElse(provider.id().value());
  }

  private static String authType(Provider provider) {
    if (provider.setupMode() == SetupMode.BROWSER) {
      return "oauth";
    }
    return provider.credentialType().equals(BASIC_AUTH) ? BASIC_AUTH : "api_key";
  }

  private static void write(JsonWriter json, CredentialField field) {
    json.beginObject();
    json.name(KEY).value(field.key());
    json.name(Names.LABEL).value(field.label());
    json.name(Names.SECRET).value(field.secret());
    json.name(Names.REQUIRED).value(field.required());
    json.endObject();
  }

  private static void write(JsonWriter json, Provider provider, SetupStep step) {
    Optional<Step> known = Step.of(step.id());
    json.beginObject();
    json.name(Names.ID).value(step.id());
    json.name(Names.LABEL).value(step.label());
    json.name(Names.REQUIRED).value(step.required());
    json.name(SUPPORTED).value(known.isPresent());
    known.ifPresent(way -> {
      json.name(COMMAND).value(Commands.forStep(provider, way));
      json.name(API_STEP).value(way.token());
    });
    json.endObject();
  }

  private static void texts(JsonWriter json, List<String> texts) {
    json.beginArray();
    texts.forEach(json::value);
    json.endArray();
  }
}
