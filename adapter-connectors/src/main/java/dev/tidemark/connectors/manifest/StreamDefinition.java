package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.cursor.DatetimeCursor;
import dev.tidemark.connectors.record.PrimaryKey;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import java.util.Optional;
import java.util.Set;

/**
 * A stream of a manifest: one model and how to read it.
 *
 * @param name what the manifest calls it
 * @param model what everybody else calls it
 * @param expired statuses by which the provider says that it no longer knows a checkpoint
 * @param fingerprint changes with the definition, so that a pass is not resumed by another one
 */
public record StreamDefinition(
    String name,
    ModelName model,
    Retriever retriever,
    Optional<DatetimeCursor> cursor,
    PrimaryKey key,
    Optional<Tombstone> tombstone,
    Optional<EventsFeed> events,
    Set<Integer> expired,
    String fingerprint) {

  /** Copies the set. */
  public StreamDefinition {
    expired = Set.copyOf(expired);
  }

  /** Whether the listing can be asked for what changed. */
  public boolean listsChanges() {
    return cursor.isPresent() || retriever.routers().stream().anyMatch(Router::incremental);
  }

  /** The model as the catalogue lists it. */
  public Model toModel() {
    return new Model(model, listsChanges() || events.isPresent());
  }
}
