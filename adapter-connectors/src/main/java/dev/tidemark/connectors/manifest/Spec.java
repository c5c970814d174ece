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
import java.util.Set;

/**
 * What a manifest asks of a connection's settings: enough to offer a provider whose manifest says
 * nothing else of it.
 *
 * @param defaults settings that apply unless given
 */
record Spec(List<CredentialField> fields, Map<String, Object> defaults) {
  static final Spec NONE = new Spec(List.of(), Map.of());

  Spec {
    fields = List.copyOf(fields);
    defaults = Map.copyOf(defaults);
  }

  static Spec load(Component spec) {
    List<CredentialField> fields = new ArrayList<>();
    Map<String, Object> defaults = new HashMap<>();
    Object properties = spec.map("connection_specification").get("properties");
    if (properties instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        if (value instanceof Map<?, ?> property && !String.valueOf(key).isBlank()) {
          String name = String.valueOf(key);
          String title = property.get("title") instanceof String text ? text : "";
          boolean secret = Boolean.TRUE.equals(property.get("airbyte_secret"));
          fields.add(new CredentialField(name, title.isBlank() ? name : title, secret));
          Object otherwise = property.get("default");
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
    return new Spec(fields, defaults);
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
