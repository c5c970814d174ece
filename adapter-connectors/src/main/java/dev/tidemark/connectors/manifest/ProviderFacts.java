package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.domain.provider.CredentialField;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.Provider.Reach;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import dev.tidemark.domain.provider.SetupStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is known of a provider beside its models.
 *
 * @param patterns what the value of a field looks like, by the field's key
 * @param notes what a person should know before connecting it, a sentence each
 */
public record ProviderFacts(
    ProviderId id,
    String name,
    String category,
    SetupMode setup,
    String credentialType,
    Reach reach,
    Set<ProviderId> aliases,
    List<CredentialField> fields,
    Map<String, Pattern> patterns,
    List<SetupStep> steps,
    List<String> notes) {

  /** Copies the collections. */
  public ProviderFacts {
    aliases = Set.copyOf(aliases);
    fields = List.copyOf(fields);
    patterns = Map.copyOf(patterns);
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }

  /** Reads the facts in their extension; empty when something is wrong with them. */
  public static Optional<ProviderFacts> load(Component component) {
    Optional<ProviderId> id =
        component.requiredText("id").flatMap(text -> id(component, "id", text));
    Optional<String> name = component.requiredText("name");
    Optional<String> category = component.requiredText("category");
    Optional<SetupMode> setup =
        component.required(
            "setup", component.choice("setup", SetupMode.class, ProviderFacts::spelling));
    Optional<String> credentials = component.requiredText("credential_type");
    Reach reach =
        component.choice("reach", Reach.class, ProviderFacts::spelling).orElse(Reach.ORGANIZATION);
    Set<ProviderId> aliases = new HashSet<>();
    for (String alias : component.texts("aliases")) {
      id(component, "aliases", alias).ifPresent(aliases::add);
    }
    Map<String, Pattern> patterns = new HashMap<>();
    List<CredentialField> fields = fields(component, patterns);
    if (setup.equals(Optional.of(SetupMode.BROWSER)) && !fields.isEmpty()) {
      component.refuse("fields", "have no place where setup is browser: nobody is asked for them");
    }
    List<SetupStep> steps = steps(component);
    List<String> notes = component.texts("notes");
    component.done();
    if (id.isEmpty()
        || name.isEmpty()
        || category.isEmpty()
        || setup.isEmpty()
        || credentials.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProviderFacts(
            id.get(),
            name.get(),
            category.get(),
            setup.get(),
            credentials.get(),
            reach,
            aliases,
            fields,
            patterns,
            steps,
            notes));
  }

  private static Optional<ProviderId> id(Component component, String field, String text) {
    try {
      return Optional.of(new ProviderId(text));
    } catch (IllegalArgumentException e) {
      component.refuse(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static List<CredentialField> fields(Component component, Map<String, Pattern> patterns) {
    List<CredentialField> fields = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Component field : component.sections("fields", "a credential field")) {
      Optional<String> key = field.requiredText("key");
      Optional<String> label = field.requiredText("label");
      boolean secret = field.flag("secret", false);
      boolean required = field.flag("required", true);
      Optional<Pattern> pattern = field.text("pattern").flatMap(text -> pattern(field, text));
      field.done();
      if (key.filter(SettingsForm::reserved).isPresent()) {
        field.refuse("key", SettingsForm.RESERVED);
        continue;
      }
      if (key.isPresent() && label.isPresent()) {
        if (!keys.add(key.get())) {
          field.refuse("key", "'" + key.get() + "' is there twice");
          continue;
        }
        fields.add(new CredentialField(key.get(), label.get(), secret, required));
        pattern.ifPresent(form -> patterns.put(key.get(), form));
      }
    }
    return fields;
  }

  private static Optional<Pattern> pattern(Component field, String text) {
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      field.refuse("pattern", "is no regular expression: " + e.getDescription());
      return Optional.empty();
    }
  }

  private static List<SetupStep> steps(Component component) {
    List<SetupStep> steps = new ArrayList<>();
    for (Component step : component.sections("steps", "a setup step")) {
      Optional<String> id = step.requiredText("id");
      Optional<String> label = step.requiredText("label");
      boolean required = step.flag("required", false);
      step.done();
      if (id.isPresent() && label.isPresent()) {
        steps.add(new SetupStep(id.get(), label.get(), required));
      }
    }
    return steps;
  }

  /** Whether a setup step is one of the provider's. */
  boolean hasStep(String id) {
    return steps.stream().anyMatch(step -> step.id().equals(id));
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The provider as the catalogue lists it. */
  public Provider with(List<Model> models) {
    return new Provider(
        id, name, category, setup, credentialType, reach, aliases, fields, steps, notes, models);
  }
}
