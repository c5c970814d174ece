package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.Router;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.record.RecordKey;
import java.time.Instant;
import java.util.List;

/** Gives the partitions of a listing, one after another. Used by one thread. */
interface PartitionSource {
  /** Says in a place that all is read but what was put aside. */
  String OVER = "over";

  /** What a step came to; it makes one request at most. */
  sealed interface Step {
    /** The next partition; it counts as taken up from now on. */
    record Found(Partition partition) implements Step {}

    /** A request was made; a partition may follow. */
    record Asked() implements Step {}

    /** A request failed as it had before, and is put aside again; a partition may follow. */
    record Missed() implements Step {}

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
   * @param aside takes those partitions of parents that fail by themselves
   */
  record Pass(Instant started, boolean full, boolean following, ParentMarks marks, PutAside aside) {
    Pass within(boolean further) {
      return new Pass(started, full, following && further, marks, aside);
    }

    /** For sources of which there is one after another: none of them is gone back to. */
    Pass passing() {
      return new Pass(started, full, following, marks, PutAside.closed());
    }
  }

  /** The place of a source that gives only what was put aside of its parents. */
  static ObjectNode over() {
    return Json.object().put(OVER, true);
  }

  /** Whether that is the place of one. */
  static boolean isOver(JsonNode place) {
    return place.path(OVER).asBoolean();
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
