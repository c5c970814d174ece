package dev.tidemark.domain.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One kind of record that a provider offers.
 *
 * @param incremental whether the provider can be asked for what changed; otherwise every run is a
 *     full pass
 * @param fullPassEvery how often an incremental model needs a full pass all the same, because the
 *     provider does not tell what was deleted; null for never
 * @param requiredStep the id of the setup step without which the model says little, so that it is
 *     not synced before; null for none
 */
public record Model(
    ModelName name,
    boolean incremental,
    @Nullable Duration fullPassEvery,
    @Nullable String requiredStep) {
  /** Refuses an interval that is not positive, or that makes no sense. */
  public Model {
    if (fullPassEvery != null && (!incremental || !fullPassEvery.isPositive())) {
      throw new IllegalArgumentException(
          "%s: a positive time between full passes is for incremental models only, but was %s"
              .formatted(name, fullPassEvery));
    }
  }

  /** A model whose deletions the provider tells, or that is read whole every time. */
  public Model(ModelName name, boolean incremental) {
    this(name, incremental, null, null);
  }

  /** A model that needs no setup. */
  public Model(ModelName name, boolean incremental, @Nullable Duration fullPassEvery) {
    this(name, incremental, fullPassEvery, null);
  }
}
