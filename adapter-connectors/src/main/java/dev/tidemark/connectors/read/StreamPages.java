package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.Router;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.read.Progress.Position.InListing;
import dev.tidemark.connectors.read.PutAside.Unread;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the records of a stream for their own sake, such as a parent's, page by page. */
final class StreamPages {
  private final StreamDefinition stream;
  private final DividedListing listing;
  private final PartitionSource.Pass pass;
  private final String path;
  private final @Nullable PartitionSource partitions;
  private @Nullable Partition current;
  private @Nullable InListing at;
  private @Nullable Unread retried;
  private boolean over;

  /** Whether the next page is the one that a checkpoint goes on from. */
  private boolean resumed;

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

    /** A request failed as it had before, and is put aside again; a page may follow. */
    record Missed() implements Step {}

    /** There are no more. */
    record End() implements Step {}

    /** Nothing could be read, and why. */
    record Failed(FetchFailure failure) implements Step {}
  }

  StreamPages(Sources sources, PartitionSource.Pass pass, String path, JsonNode place) {
    this.stream = sources.stream();
    this.listing =
        new DividedListing(new ListingReader(sources.listing()), sources.exchange().troubles());
    this.pass = pass;
    this.path = path;
    List<Router> routers = stream.retriever().routers();
    this.partitions =
        routers.isEmpty()
            ? null
            : PartitionSource.of(
                routers,
                sources,
                pass,
                path,
                place.has("partitions") || !PartitionSource.isOver(place)
                    ? place.path("partitions")
                    : PartitionSource.over());
    if (place.has("current")) {
      this.current = Partition.of(place.path("current"));
      this.at = Places.listing(place.path("at"));
      this.resumed = true;
    }
    this.over = PartitionSource.isOver(place);
  }

  Step step() throws InterruptedException {
    if (current != null && at != null) {
      return read(current, at);
    }
    if (partitions == null) {
      return over ? new Step.End() : begin(Partition.WHOLE);
    }
    return switch (partitions.step()) {
      case PartitionSource.Step.Found found -> begin(found.partition());
      case PartitionSource.Step.Asked asked -> new Step.Asked();
      case PartitionSource.Step.Missed missed -> new Step.Missed();
      case PartitionSource.Step.Failed failed -> new Step.Failed(failed.failure());
      case PartitionSource.Step.End end -> again();
    };
  }

  private Step begin(Partition partition) throws InterruptedException {
    InListing beginning = beginning(partition);
    current = partition;
    at = beginning;
    retried = null;
    return read(partition, beginning);
  }

  private InListing beginning(Partition partition) {
    Optional<Instant> since =
        pass.following() && !pass.full()
            ? pass.marks().before(path).since(partition)
            : Optional.empty();
    return listing.begin(since, pass.started());
  }

  /** On to the next of those put aside by an earlier attempt. */
  private Step again() throws InterruptedException {
    Optional<Unread> next = pass.aside().next(path);
    if (next.isEmpty()) {
      return new Step.End();
    }
    Partition partition = next.get().partition();
    InListing from = next.get().at().orElseGet(() -> beginning(partition));
    current = partition;
    at = from;
    retried = next.get();
    return read(partition, from);
  }

  private Step read(Partition partition, InListing from) throws InterruptedException {
    JsonNode place = place();
    ListingReader.Step step = listing.step(partition, from);
    boolean first = resumed;
    resumed = false;
    return switch (step) {
      case ListingReader.Step.Failed failed -> failed(partition, from, failed, first);
      case ListingReader.Step.Onward onward -> {
        at = onward.next();
        yield page(onward.batch(), partition, place);
      }
      case ListingReader.Step.Done done -> {
        if (pass.following()) {
          pass.marks().reached(path).reached(partition, done.seen(), pass.started());
        }
        if (retried != null) {
          pass.aside().succeeded();
        }
        current = null;
        at = null;
        over = partitions == null;
        yield page(done.batch(), partition, place);
      }
    };
  }

  private Step failed(
      Partition partition, InListing from, ListingReader.Step.Failed failed, boolean first) {
    if (partitions == null) {
      boolean stale =
          first
              && from.token().isPresent()
              && failed.failure() instanceof FetchFailure.RequestRefused;
      at = stale ? beginning(partition) : from;
      return stale ? new Step.Asked() : new Step.Failed(failed.failure());
    }
    Unread tried =
        new Unread(path, partition, Optional.of(from), retried != null && retried.anew());
    Unread left = retried == null ? tried : tried.failing(failed.failure());
    if (!pass.aside().add(left, failed)) {
      return new Step.Failed(failed.failure());
    }
    current = null;
    at = null;
    return retried == null || !left.equals(tried) ? new Step.Asked() : new Step.Missed();
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
      place.put(PartitionSource.OVER, true);
    }
    return place;
  }
}
