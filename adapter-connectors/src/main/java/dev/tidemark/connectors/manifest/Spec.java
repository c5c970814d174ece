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
  private static final int DEEPEST = 5;

  Spec {
    fields = List.copyOf(fields);
  }

  static Spec load(Component spec) {
    Reading reading = new Reading();
    reading.properties(spec.map("connection_specification"), "", true, 0);
    if (reading.fields.keySet().stream().anyMatch(SettingsForm::reserved)) {
      spec.refuse("connection_specification", SettingsForm.RESERVED);
    }
    spec.ignore("advanced_auth", "has no effect: credentials are handed over as they are");
    spec.lacks("config_normalization_rules", "settings are not normalized");
    spec.value("documentation_url");
    spec.doneLeniently();
    return reading.spec();
  }

  /** A type that is no text; of several, the first that is none. */
  private static Optional<String> type(@Nullable Object written) {
    List<?> types = written instanceof List<?> several ? several : List.of(String.valueOf(written));
    return types.contains("string")
        ? Optional.empty()
        : types.stream().map(String::valueOf).filter(TYPES::contains).findFirst();
  }

  /** Goes through the properties of a JSON schema; those of objects get keys with a dot. */
  private static final class Reading {
    private final Map<String, CredentialField> fields = new LinkedHashMap<>();
    private final Map<String, Object> defaults = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    /**
     * Reads the properties of an object.
     *
     * @param needed whether there is no connecting without the object, so that what it requires is
     *     required
     */
    void properties(Map<?, ?> schema, String prefix, boolean needed, int depth) {
      List<?> required = schema.get("required") instanceof List<?> names ? names : List.of();
      if (schema.get("properties") instanceof Map<?, ?> properties) {
        properties.forEach((name, part) -> {
          if (part instanceof Map<?, ?> property && !String.valueOf(name).isBlank()) {
            String key = prefix + name;
            property(key, String.valueOf(name), property, needed && required.contains(name), depth);
          }
        });
      }
      for (String choice : List.of("oneOf", "anyOf", "allOf")) {
        if (schema.get(choice) instanceof List<?> options) {
          for (Object option : options) {
            if (option instanceof Map<?, ?> one) {
              properties(one, prefix, needed && options.size() == 1, depth);
            }
          }
        }
      }
    }

    private void property(String key, String name, Map<?, ?> property, boolean needed, int depth) {
      int before = fields.size();
      if (depth < DEEPEST) {
        properties(property, key + ".", needed, depth + 1);
      }
      if (fields.size() == before) {
        field(key, name, property, needed);
      }
    }

    private void field(String key, String name, Map<?, ?> property, boolean needed) {
      String title = property.get("title") instanceof String text ? text : "";
      CredentialField known = fields.get(key);
      boolean secret =
          Boolean.TRUE.equals(property.get("airbyte_secret")) || (known != null && known.secret());
      Object constant = property.get("const");
      Object said = constant == null ? property.get("default") : constant;
      fields.put(
          key,
          new CredentialField(key, title.isBlank() ? name : title, secret, needed && said == null));
      type(property.get("type")).ifPresent(type -> types.put(key, type));
      Object other = said == null ? null : defaults.put(key, said);
      if (other != null && !other.equals(said)) {
        ambiguous.add(key);
      }
    }

    Spec spec() {
      // Of several kinds of credentials none is meant unless one is named.
      defaults.keySet().removeAll(ambiguous);
      return new Spec(List.copyOf(fields.values()), new SettingsForm(defaults, types));
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
        List.of(),
        List.of());
  }
}
