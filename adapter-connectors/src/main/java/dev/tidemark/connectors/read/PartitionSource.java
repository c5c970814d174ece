package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.manifest.Router;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.record.RecordKey;
import java.time.Instant;
import java.util.List;

/** Gives the partitions of a listing, one after another. Used by one thread. */
interface PartitionSource {
  /** What a step came to; it makes one request at most. */
  sealed interface Step {
    /** The next partition; it counts as taken up from now on. */
    record Found(Partition partition) implements Step {}

    /** A request was made; a partition may follow. */
    record Asked() implements Step {}

    /** There are no more. */
    record End() implements Step {}

    /** None can be had, and why. */
    record Failed(FetchFailure failure) implements Step {}
  }

  /**
   * Goes on by one step.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  Step step() throws InterruptedException;

  /** The keys of records that the last request told to be gone; each is told once. */
  default List<RecordKey> gone() {
    return List.of();
  }

  /** Where it is, for {@link #of}. */
  ObjectNode place();

  /**
   * What the sources of a pass have in common.
   *
   * @param started when the pass began
   * @param full whether every parent is wanted, not only what changed
   * @param following whether the parents' own marks are kept and used
   */
  record Pass(Instant started, boolean full, boolean following, ParentMarks marks) {
    Pass within(boolean further) {
      return new Pass(started, full, following && further, marks);
    }
  }

  /**
   * A source that goes on at a place.
   *
   * @param sources of the stream that is divided
   * @param path tells the stream from others that are parents in the same pass
   * @param place missing for the beginning
   */
  static PartitionSource of(
      List<Router> routers, Sources sources, Pass pass, String path, JsonNode place) {
    if (routers.size() > 1) {
      return new CombinedPartitions(routers, sources, pass, path, place);
    }
    return switch (routers.get(0)) {
      case Router.Listed listed -> new ListedPartitions(listed, sources.scope(), place);
      case Router.ByParents by -> new ParentPartitions(by.parents(), sources, pass, path, place);
    };
  }
}
