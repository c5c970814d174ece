package dev.tidemark.connectors.setup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.setup.CrmPipelines;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.manifest.Manifest;
import dev.tidemark.connectors.manifest.PipelineListing;
import dev.tidemark.connectors.manifest.PipelineListing.Place;
import dev.tidemark.connectors.manifest.PipelineListing.Records;
import dev.tidemark.connectors.read.WholeListing;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.crm.Pipeline;
import dev.tidemark.domain.failure.FetchFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Asks CRMs for their pipelines as their manifests say. */
public final class ManifestPipelines implements CrmPipelines {
  private final ManifestCatalogue catalogue;
  private final Lister lister;

  /** Reads a listing of a manifest over a connection. */
  @FunctionalInterface
  public interface Lister {
    /** What came of it. */
    WholeListing.Outcome list(
        Manifest manifest,
        PipelineListing listing,
        ConnectionId connection,
        Credentials credentials);
  }

  /** Pipelines of what the catalogue holds. */
  public ManifestPipelines(ManifestCatalogue catalogue, Lister lister) {
    this.catalogue = catalogue;
    this.lister = lister;
  }

  @Override
  public Read read(ConnectionId connection, Credentials credentials) {
    Optional<Manifest> manifest = catalogue.manifest(connection.provider());
    Optional<PipelineListing> listing = manifest.flatMap(Manifest::pipelines);
    if (manifest.isEmpty() || listing.isEmpty()) {
      return new Read.Failed(
          new FetchFailure.Misconfigured(
              "no connector reads the pipelines of " + connection.provider()));
    }
    return switch (lister.list(manifest.get(), listing.get(), connection, credentials)) {
      case WholeListing.Outcome.Failed failed -> new Read.Failed(failed.failure());
      case WholeListing.Outcome.Found found ->
          pipelines(listing.get(), found.records())
              .<Read>map(Read.Found::new)
              .orElseGet(() ->
                  new Read.Failed(
                      new FetchFailure.InvalidData(
                          "%s told a pipeline or a stage without an id or a name"
                              .formatted(manifest.get().provider().name()))));
    };
  }

  /** Empty when something has no id or name: what a mapping means must not depend on a guess. */
  private static Optional<List<Pipeline>> pipelines(PipelineListing listing, List<JsonNode> all) {
    return switch (listing.records()) {
      case Records.StagesOf only ->
          stages(all.stream(), listing.stage())
              .map(stages -> List.of(new Pipeline(only.id(), only.name(), stages)));
      case Records.Pipelines each ->
          whole(
              inOrder(all.stream(), each.place())
                  .map(record ->
                      stages(elements(each.stages().in(record)), listing.stage())
                          .flatMap(stages ->
                              named(record, each.place())
                                  .map(name -> new Pipeline(name.id(), name.name(), stages))))
                  .toList());
    };
  }

  private static Optional<List<Pipeline.Stage>> stages(Stream<JsonNode> all, Place place) {
    return whole(inOrder(all, place).map(stage -> named(stage, place)).toList());
  }

  private static <T> Optional<List<T>> whole(List<Optional<T>> parts) {
    return parts.stream().allMatch(Optional::isPresent)
        ? Optional.of(parts.stream().flatMap(Optional::stream).toList())
        : Optional.empty();
  }

  private static Stream<JsonNode> inOrder(Stream<JsonNode> all, Place place) {
    Stream<JsonNode> present =
        all.filter(
            one -> place.archived().isEmpty() || !place.archived().get().in(one).asBoolean());
    return place
        .order()
        .map(path -> present.sorted(Comparator.comparingDouble(one -> path.in(one).asDouble())))
        .orElse(present);
  }

  private static Optional<Pipeline.Stage> named(JsonNode one, Place place) {
    String id = place.id().in(one).asText();
    String name = place.name().in(one).asText();
    return id.isBlank() || name.isBlank()
        ? Optional.empty()
        : Optional.of(new Pipeline.Stage(id, name));
  }

  private static Stream<JsonNode> elements(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }
}
