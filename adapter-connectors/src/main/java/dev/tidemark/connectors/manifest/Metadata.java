package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.failure.ProviderRules;
import dev.tidemark.connectors.rate.Pace;
import dev.tidemark.connectors.request.Requester;
import dev.tidemark.domain.provider.SetupStep;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a manifest says of its provider beside the streams.
 *
 * @param facts empty when there are none, or something is wrong with them
 * @param named whether there are facts, right or wrong
 */
record Metadata(
    Optional<ProviderFacts> facts,
    boolean named,
    Optional<Check> check,
    Pace pace,
    ProviderRules rules,
    Optional<OAuthFlow> oauth,
    Optional<PipelineListing> pipelines,
    Optional<WebhookDefinition> webhook) {
  private static final String PIPELINES = "x-tidemark-pipelines";
  static final String WEBHOOK = "x-tidemark-webhook";

  private static final Metadata NONE =
      new Metadata(
          Optional.empty(),
          false,
          Optional.empty(),
          Pace.UNLIMITED,
          ProviderRules.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Reads the extensions; parts with problems are told and left out. */
  static Metadata load(Component root) {
    return root.section("metadata", "the metadata").map(Metadata::read).orElse(NONE);
  }

  private static Metadata read(Component metadata) {
    Metadata read =
        new Metadata(
            part(metadata, "x-tidemark-provider", "the facts of a provider", ProviderFacts::load),
            metadata.value("x-tidemark-provider") != null,
            part(metadata, "x-tidemark-check", "a check", Metadata::request),
            metadata
                .section("x-tidemark-rate-budget", "a rate budget")
                .map(Pace::load)
                .orElse(Pace.UNLIMITED),
            ProviderRules.load(metadata),
            part(metadata, "x-tidemark-oauth", "a sign-in", OAuthFlow::load),
            part(metadata, PIPELINES, "a listing of pipelines", PipelineListing::load),
            part(metadata, WEBHOOK, "a webhook", WebhookDefinition::load));
    metadata.doneSilently();
    read.refuseUnlessTogether(metadata, PIPELINES, SetupStep.CRM_MAPPING);
    read.refuseUnlessTogether(metadata, WEBHOOK, SetupStep.WEBHOOK);
    return read;
  }

  private static <T> Optional<T> part(
      Component metadata, String field, String label, Function<Component, Optional<T>> load) {
    return metadata.section(field, label).flatMap(load);
  }

  private static Optional<Check> request(Component check) {
    Optional<Requester> requester =
        check.requiredChild("requester", "HttpRequester").flatMap(Requester::load);
    check.done();
    return requester.map(Check.ByRequest::new);
  }

  /** The step is offered to people, and the extension says how it is carried out. */
  private void refuseUnlessTogether(Component metadata, String extension, String step) {
    boolean written = metadata.value(extension) != null;
    if (written && !mayHaveStep(step)) {
      metadata.refuse(extension, "needs a step " + step + " in x-tidemark-provider");
    }
    if (!written && facts.map(known -> known.hasStep(step)).orElse(false)) {
      metadata.refuse(extension, "is required for the step " + step);
    }
  }

  /** Whether a setup step is known; of a provider whose facts are wrong, every one may be. */
  boolean mayHaveStep(String id) {
    return facts.map(known -> known.hasStep(id)).orElse(named);
  }
}
