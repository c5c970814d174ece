package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Provider.Reach;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a manifest asks of a connection's settings: enough to offer a provider whose manifest says
 * nothing else of it.
 */
record Spec(List<CredentialField> fields, Settings settings) {
  static final Spec NONE = new Spec(List.of(), new Settings(Map.of(), Map.of()));
  private static final int DEEPEST = 5;

  Spec {
    fields = List.copyOf(fields);
  }

  static Spec load(Component spec) {
    Reading reading = new Reading();
    reading.properties(spec.map("connection_specification"), "", 0);
    spec.ignore("advanced_auth", "has no effect: credentials are handed over as they are");
    spec.lacks("config_normalization_rules", "settings are not normalized");
    for (String open :
        List.of("documentation_url", "documentationUrl", "changelog_url", "changelogUrl")) {
      spec.value(open);
    }
    spec.doneLeniently();
    return reading.spec();
  }

  /** Goes through the properties of a JSON schema; those of objects get keys with a dot. */
  private static final class Reading {
    private final Map<String, CredentialField> fields = new LinkedHashMap<>();
    private final Map<String, Object> defaults = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Set<String> several = new HashSet<>();

    void properties(Map<?, ?> schema, String prefix, int depth) {
      if (schema.get("properties") instanceof Map<?, ?> properties) {
        properties.forEach((name, part) -> {
          if (part instanceof Map<?, ?> property && !String.valueOf(name).isBlank()) {
            property(prefix + name, String.valueOf(name), property, depth);
          }
        });
      }
      for (String choice : List.of("oneOf", "anyOf", "allOf")) {
        if (schema.get(choice) instanceof List<?> options) {
          for (Object option : options) {
            if (option instanceof Map<?, ?> one) {
              properties(one, prefix, depth);
            }
          }
        }
      }
    }

    private void property(String key, String name, Map<?, ?> property, int depth) {
      int before = fields.size();
      if (depth < DEEPEST) {
        properties(property, key + ".", depth + 1);
      }
      if (fields.size() > before) {
        return;
      }
      String title = property.get("title") instanceof String text ? text : "";
      CredentialField known = fields.get(key);
      boolean secret =
          Boolean.TRUE.equals(property.get("airbyte_secret")) || (known != null && known.secret());
      fields.put(key, new CredentialField(key, title.isBlank() ? name : title, secret));
      if (property.get("type") instanceof String type) {
        types.put(key, type);
      }
      Object said = property.get("const") == null ? property.get("default") : property.get("const");
      Object other = said == null ? null : defaults.put(key, said);
      if (other != null && !other.equals(said)) {
        several.add(key);
      }
    }

    Spec spec() {
      // Of several kinds of credentials none is meant unless one is named.
      defaults.keySet().removeAll(several);
      return new Spec(List.copyOf(fields.values()), new Settings(defaults, types));
    }
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
