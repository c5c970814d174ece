package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.failure.ProviderRules;
import dev.tidemark.connectors.rate.Pace;
import dev.tidemark.domain.provider.ModelName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connector, ready to run.
 *
 * @param pace how fast one connection asks
 * @param rules what the provider's answers mean beside what the streams say
 * @param oauth how users sign in
 * @param pipelines where a CRM tells its pipelines
 * @param form how the settings of a connection are read
 * @param warnings what the document says without effect
 */
public record Manifest(
    ProviderFacts provider,
    List<StreamDefinition> streams,
    Check check,
    Pace pace,
    ProviderRules rules,
    Optional<OAuthFlow> oauth,
    Optional<PipelineListing> pipelines,
    SettingsForm form,
    List<String> warnings) {

  /** Copies the collections. */
  public Manifest {
    streams = List.copyOf(streams);
    warnings = List.copyOf(warnings);
  }

  /** The stream of a model. */
  public Optional<StreamDefinition> stream(ModelName model) {
    return streams.stream().filter(stream -> stream.model().equals(model)).findFirst();
  }

  /** The settings of a connection: what was given, and the defaults for what was not. */
  public Map<String, Object> settings(Map<String, String> given) {
    return form.read(given);
  }
}
