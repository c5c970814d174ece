package dev.tidemark.connectors.setup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.application.setup.Webhooks;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.Manifest;
import dev.tidemark.connectors.manifest.WebhookDefinition;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Webhooks as manifests describe them. */
public final class ManifestWebhooks implements Webhooks {
  private final ManifestCatalogue catalogue;

  /** Webhooks of what the catalogue holds. */
  public ManifestWebhooks(ManifestCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Optional<Form> form(ProviderId provider) {
    return definition(provider)
        .map(known -> new Form(known.events(), known.byProvider(), known.secret(), known.notes()));
  }

  @Override
  public Judged judge(ProviderId provider, String secret, Delivery delivery, Instant now) {
    Optional<WebhookDefinition> known = definition(provider);
    if (known.isEmpty() || secret.isEmpty()) {
      return new Judged.Forged();
    }
    Evidence evidence = Evidence.of(known.get().signature(), secret, delivery, now);
    // Read in any case, so that the time it takes tells nothing.
    Set<ModelName> models = models(known.get(), delivery.body());
    return evidence.genuine()
        ? new Judged.Genuine(evidence.id(), evidence.until(), models)
        : new Judged.Forged();
  }

  private static Set<ModelName> models(WebhookDefinition definition, byte[] body) {
    try {
      JsonNode delivered = Json.parse(body);
      return definition.about(
          definition.type().map(path -> path.in(delivered).asText()).orElse(""));
    } catch (IOException e) {
      return Set.of();
    }
  }

  private Optional<WebhookDefinition> definition(ProviderId provider) {
    return catalogue.manifest(provider).flatMap(Manifest::webhook);
  }
}
