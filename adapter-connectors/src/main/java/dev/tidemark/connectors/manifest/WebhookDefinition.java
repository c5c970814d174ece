package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.document.Problems;
import dev.tidemark.connectors.record.FieldPath;
import dev.tidemark.domain.provider.ModelName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a provider tells by itself that something has changed.
 *
 * @param type where a delivery names its event; without one it names none
 * @param models what events are about; a name that ends with {@code *} stands for all that start
 *     like it, and the longest that fits counts
 * @param byProvider whether the provider makes the secret; else we do
 * @param secret a regular expression that a secret fits as a whole; empty for any
 * @param events what to subscribe to
 * @param notes what a person is to do at the provider, a sentence each
 */
public record WebhookDefinition(
    Signature signature,
    Optional<FieldPath> type,
    Map<String, Set<ModelName>> models,
    boolean byProvider,
    String secret,
    List<String> events,
    List<String> notes) {
  private static final String EVERY = "*";

  /** Who makes a secret. */
  enum Maker {
    /** The provider, and shows it. */
    PROVIDER,
    /** We do; a person tells the provider. */
    US;

    private String spelling() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the collections. */
  public WebhookDefinition {
    models = Map.copyOf(models);
    events = List.copyOf(events);
    notes = List.copyOf(notes);
  }

  /** What an event is about; may be empty. */
  public Set<ModelName> about(String event) {
    Set<ModelName> about = Set.of();
    int longest = -1;
    for (Map.Entry<String, Set<ModelName>> entry : models.entrySet()) {
      String name = entry.getKey();
      boolean prefix = name.endsWith(EVERY);
      boolean fits =
          prefix ? event.startsWith(name.substring(0, name.length() - 1)) : event.equals(name);
      // A whole name is longer than any prefix of it.
      int length = prefix ? name.length() - 1 : Integer.MAX_VALUE;
      if (fits && length > longest) {
        about = entry.getValue();
        longest = length;
      }
    }
    return about;
  }

  /** Reads the extension; empty when something is wrong with it. */
  static Optional<WebhookDefinition> load(Component component) {
    Optional<Component> part =
        component.required("signature", component.section("signature", "a signature"));
    Optional<Signature> signature = part.flatMap(Signature::load);
    Optional<FieldPath> type =
        component.value("type_path") == null
            ? Optional.empty()
            : FieldPath.load(component, "type_path");
    Map<String, Set<ModelName>> models = models(component);
    Optional<Component> secret = component.section("secret", "a secret");
    boolean byProvider =
        secret
            .flatMap(made -> made.choice("from", Maker.class, Maker::spelling))
            .filter(maker -> maker == Maker.PROVIDER)
            .isPresent();
    String pattern = secret.map(WebhookDefinition::pattern).orElse("");
    secret.ifPresent(Component::done);
    List<String> events = component.texts("events");
    List<String> notes = component.texts("notes");
    component.done();
    return signature.map(
        proof -> new WebhookDefinition(proof, type, models, byProvider, pattern, events, notes));
  }

  private static String pattern(Component component) {
    String text = component.text("pattern").orElse("");
    try {
      return Pattern.compile(text).pattern();
    } catch (PatternSyntaxException e) {
      component.refuse("pattern", "is no regular expression: " + e.getDescription());
      return "";
    }
  }

  private static Map<String, Set<ModelName>> models(Component component) {
    Map<String, Set<ModelName>> models = new LinkedHashMap<>();
    component
        .map("models")
        .forEach((event, names) -> models.put(event, names(component, event, names)));
    if (models.isEmpty()) {
      component.refuse("models", "must be a map of events to models, and not empty");
    }
    return models;
  }

  private static Set<ModelName> names(Component component, String event, @Nullable Object names) {
    if (!(names instanceof List<?> list) || list.isEmpty()) {
      component.refuse("models." + event, "must be a list of models, and not empty");
      return Set.of();
    }
    try {
      return list.stream()
          .map(name -> new ModelName(String.valueOf(name)))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IllegalArgumentException e) {
      component.refuse("models." + event, String.valueOf(e.getMessage()));
      return Set.of();
    }
  }

  /** Tells the models that are none of the manifest's. */
  void refuseUnknown(Set<ModelName> known, Problems problems) {
    Set<String> unknown = new TreeSet<>();
    models.values().stream()
        .flatMap(Set::stream)
        .filter(model -> !known.contains(model))
        .forEach(model -> unknown.add(model.value()));
    if (!unknown.isEmpty()) {
      problems.add(
          "metadata." + Metadata.WEBHOOK + ".models",
          "there is no model " + String.join(", ", unknown));
    }
  }
}
