package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.cursor.DatetimeCursor;
import dev.tidemark.connectors.record.PrimaryKey;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A stream of a manifest: one model and how to read it.
 *
 * @param name what the manifest calls it
 * @param model what everybody else calls it
 * @param kept all that is stored of a record; empty for the whole of it
 * @param tracking how changes show beside the times of records
 * @param requiredStep the setup step without which it is not read
 * @param digest changes with the definition, so that a pass is not resumed by another one
 */
public record StreamDefinition(
    String name,
    ModelName model,
    Retriever retriever,
    Optional<DatetimeCursor> cursor,
    PrimaryKey key,
    Optional<KeptFields> kept,
    Tracking tracking,
    Optional<String> requiredStep,
    String digest) {

  /** How a record of the listing says that it was deleted. */
  public Optional<Tombstone> tombstone() {
    return tracking.tombstone();
  }

  /** A feed of what happened to the records. */
  public Optional<EventsFeed> events() {
    return tracking.events();
  }

  /** Statuses by which the provider says that it no longer knows a checkpoint. */
  public Set<Integer> expired() {
    return tracking.expired();
  }

  /** Whether the listing can be asked for what changed. */
  public boolean listsChanges() {
    return cursor.isPresent()
        || tracking.opaque().isPresent()
        || retriever.routers().stream().anyMatch(Router::incremental);
  }

  /** Whether an increment of those that are divided by it can tell which of its records changed. */
  boolean tellsChanges() {
    return listsChanges() || tracking.fingerprint().isPresent();
  }

  /** How often a full pass is needed beside increments, to find what has gone without a word. */
  public Optional<Duration> sweep() {
    return tracking.sweep();
  }

  /** The model as the catalogue lists it. */
  public Model toModel() {
    return new Model(
        model,
        tracking.isIncremental(listsChanges()),
        sweep().orElse(null),
        requiredStep.orElse(null));
  }
}
