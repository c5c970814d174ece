package dev.tidemark.domain.crm;

import java.util.List;
import java.util.Optional;

/**
 * A way that deals go in a CRM.
 *
 * @param stages in the order in which deals pass them
 */
public record Pipeline(String id, String name, List<Stage> stages) {
  /** One stop on it. */
  public record Stage(String id, String name) {}

  /** Copies the list. */
  public Pipeline {
    stages = List.copyOf(stages);
  }

  /** The stage of that id, if the pipeline has one. */
  public Optional<Stage> stage(String stageId) {
    return stages.stream().filter(stage -> stage.id().equals(stageId)).findFirst();
  }
}
