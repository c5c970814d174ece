package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Provider.Reach;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest asks of a connection's settings: enough to offer a provider whose manifest says
 * nothing else of it.
 *
 * @param form how they are read
 */
record Spec(List<CredentialField> fields, SettingsForm form) {
  static final Spec NONE = new Spec(List.of(), SettingsForm.TEXTS);

  private static final Set<String> TYPES =
      Set.of("integer", "number", "boolean", "object", "array");

  Spec {
    fields = List.copyOf(fields);
  }

  static Spec load(Component spec) {
    List<CredentialField> fields = new ArrayList<>();
    Map<String, Object> defaults = new HashMap<>();
    Map<String, String> types = new HashMap<>();
    Map<String, @Nullable Object> form = spec.map("connection_specification");
    Object properties = form.get("properties");
    List<?> required = form.get("required") instanceof List<?> names ? names : List.of();
    if (properties instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        if (value instanceof Map<?, ?> property && !String.valueOf(key).isBlank()) {
          String name = String.valueOf(key);
          String title = property.get("title") instanceof String text ? text : "";
          boolean secret = Boolean.TRUE.equals(property.get("airbyte_secret"));
          Object otherwise = property.get("default");
          fields.add(
              new CredentialField(
                  name,
                  title.isBlank() ? name : title,
                  secret,
                  required.contains(name) && otherwise == null));
          type(property.get("type")).ifPresent(type -> types.put(name, type));
          if (otherwise != null) {
            defaults.put(name, otherwise);
          }
        }
      });
    }
    spec.text("documentation_url");
    spec.ignore("advanced_auth", "has no effect: credentials are handed over as they are");
    spec.lacks("config_normalization_rules", "settings are not normalized");
    spec.done();
    return new Spec(fields, new SettingsForm(defaults, types));
  }

  /** A type that is no text; of several, the first that is none. */
  private static Optional<String> type(@Nullable Object written) {
    List<?> types = written instanceof List<?> several ? several : List.of(String.valueOf(written));
    return types.contains("string")
        ? Optional.empty()
        : types.stream().map(String::valueOf).filter(TYPES::contains).findFirst();
  }

  /** Facts for a provider of which only the id is known. */
  ProviderFacts facts(ProviderId id) {
    StringBuilder name = new StringBuilder();
    boolean wordBegins = true;
    for (char letter : id.value().toCharArray()) {
      name.append(wordBegins ? Character.toUpperCase(letter) : letter == '-' ? ' ' : letter);
      wordBegins = letter == '-';
    }
    return new ProviderFacts(
        id,
        name.toString(),
        "other",
        SetupMode.DIRECT,
        "api_key",
        Reach.ORGANIZATION,
        Set.of(),
        fields,
        Map.of(),
        List.of());
  }
}
