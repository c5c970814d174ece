package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.Router;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.read.Progress.Position.InListing;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the records of a stream for their own sake, such as a parent's, page by page. */
final class StreamPages {
  private final StreamDefinition stream;
  private final ListingReader listing;
  private final PartitionSource.Pass pass;
  private final String path;
  private final @Nullable PartitionSource partitions;
  private @Nullable Partition current;
  private @Nullable InListing at;
  private boolean over;

  /** What a step came to; it makes one request at most. */
  sealed interface Step {
    /**
     * A page.
     *
     * @param within the partition it belongs to
     * @param place from where it is read again
     */
    record Page(List<JsonNode> records, Partition within, JsonNode place) implements Step {
      public Page {
        records = List.copyOf(records);
      }
    }

    /** A request was made; a page may follow. */
    record Asked() implements Step {}

    /** There are no more. */
    record End() implements Step {}

    /** Nothing could be read, and why. */
    record Failed(FetchFailure failure) implements Step {}
  }

  StreamPages(Sources sources, PartitionSource.Pass pass, String path, JsonNode place) {
    this.stream = sources.stream();
    this.listing = new ListingReader(sources.listing());
    this.pass = pass;
    this.path = path;
    List<Router> routers = stream.retriever().routers();
    this.partitions =
        routers.isEmpty()
            ? null
            : PartitionSource.of(routers, sources, pass, path, place.path("partitions"));
    if (place.has("current")) {
      this.current = Partition.of(place.path("current"));
      this.at = Places.listing(place.path("at"));
    }
    this.over = place.path("over").asBoolean();
  }

  Step step() throws InterruptedException {
    if (current != null && at != null) {
      return read(current, at);
    }
    if (over) {
      return new Step.End();
    }
    if (partitions == null) {
      return begin(Partition.WHOLE);
    }
    return switch (partitions.step()) {
      case PartitionSource.Step.Found found -> begin(found.partition());
      case PartitionSource.Step.Asked asked -> new Step.Asked();
      case PartitionSource.Step.Failed failed -> new Step.Failed(failed.failure());
      case PartitionSource.Step.End end -> {
        over = true;
        yield new Step.End();
      }
    };
  }

  private Step begin(Partition partition) throws InterruptedException {
    Optional<Instant> since =
        pass.following() && !pass.full()
            ? pass.marks().before(path).since(partition)
            : Optional.empty();
    InListing beginning = listing.begin(since, pass.started());
    current = partition;
    at = beginning;
    return read(partition, beginning);
  }

  private Step read(Partition partition, InListing from) throws InterruptedException {
    JsonNode place = place();
    return switch (listing.step(partition, from)) {
      case ListingReader.Step.Failed failed -> new Step.Failed(failed.failure());
      case ListingReader.Step.Onward onward -> {
        at = onward.next();
        yield page(onward.batch(), partition, place);
      }
      case ListingReader.Step.Done done -> {
        if (pass.following()) {
          pass.marks().reached(path).reached(partition, done.seen(), pass.started());
        }
        current = null;
        at = null;
        over = partitions == null;
        yield page(done.batch(), partition, place);
      }
    };
  }

  private Step page(ListingReader.Batch batch, Partition partition, JsonNode place) {
    List<JsonNode> present = new ArrayList<>();
    for (JsonNode record : batch.records()) {
      if (!stream.tombstone().map(sign -> sign.isIn(record)).orElse(false)) {
        present.add(record);
      }
    }
    return new Step.Page(present, partition, place);
  }

  /** Where it is. */
  ObjectNode place() {
    ObjectNode place = Json.object();
    if (partitions != null) {
      place.set("partitions", partitions.place());
    }
    if (current != null && at != null) {
      place.set("current", current.toJson());
      place.set("at", Places.write(at));
    }
    if (over) {
      place.put("over", true);
    }
    return place;
  }
}
