package dev.tidemark.domain.provider;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A SaaS product that can be connected.
 *
 * @param category what it is for: {@code crm}, {@code billing}, {@code analytics} ...
 * @param credentialType the field's word for its credentials: {@code oauth}, {@code api_key},
 *     {@code api_token}
 * @param aliases other ids that mean this provider
 * @param reach whether organizations connect it, or the platform itself
 * @param notes what a person should know before connecting it, a sentence each
 * @param models what it offers; empty while no connector can read it
 */
public record Provider(
    ProviderId id,
    String name,
    String category,
    SetupMode setupMode,
    String credentialType,
    Reach reach,
    Set<ProviderId> aliases,
    List<CredentialField> fields,
    List<SetupStep> steps,
    List<String> notes,
    List<Model> models) {

  /** Who connects a provider. */
  public enum Reach {
    /** Each organization makes its own connection. */
    ORGANIZATION,
    /** The platform connects it once for all. */
    PLATFORM
  }

  /** Refuses a blank name, and two fields or two models of one name; copies the collections. */
  public Provider {
    if (name.isBlank() || category.isBlank()) {
      throw new IllegalArgumentException("provider " + id + " needs a name and a category");
    }
    aliases = Set.copyOf(aliases);
    fields = List.copyOf(fields);
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
    models = List.copyOf(models);
    Set<Object> seen = new HashSet<>();
    for (CredentialField field : fields) {
      if (!seen.add(field.key())) {
        throw new IllegalArgumentException(
            "provider " + id + " has two fields '" + field.key() + "'");
      }
    }
    for (Model model : models) {
      if (!seen.add(model.name())) {
        throw new IllegalArgumentException(
            "provider " + id + " has two models '" + model.name() + "'");
      }
    }
  }

  /** A provider that each organization connects with credentials of its own. */
  public static Provider direct(
      ProviderId id,
      String name,
      String category,
      List<CredentialField> fields,
      List<Model> models) {
    return new Provider(
        id,
        name,
        category,
        SetupMode.DIRECT,
        "api_key",
        Reach.ORGANIZATION,
        Set.of(),
        fields,
        List.of(),
        List.of(),
        models);
  }

  /** Whether a connector can read it. */
  public boolean readable() {
    return !models.isEmpty();
  }

  /** The step of that id, if the provider has it. */
  public Optional<SetupStep> step(String stepId) {
    return steps.stream().filter(step -> step.id().equals(stepId)).findFirst();
  }

  /** The model of that name, if the provider offers it. */
  public Optional<Model> model(ModelName wanted) {
    return models.stream().filter(model -> model.name().equals(wanted)).findFirst();
  }
}
