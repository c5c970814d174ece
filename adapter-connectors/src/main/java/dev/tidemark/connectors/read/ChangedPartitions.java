package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.ChangesLog;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.partition.Taken;
import dev.tidemark.connectors.read.Progress.Position.InListing;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.record.RecordKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Partitions by a log of changes: one for each record that came or changed. Holds one page of the
 * log, within which the last change of a record counts.
 */
final class ChangedPartitions implements PartitionSource {
  private final ChangesLog log;
  private final String field;
  private final ListingReader pages;
  private final Deque<Partition> page = new ArrayDeque<>();
  private final Taken taken;
  private List<RecordKey> gone = List.of();
  private final InListing beginning;
  private InListing at;
  private boolean resumed;
  private boolean over;
  private Optional<String> reached;
  private @Nullable JsonNode pagePlace;

  /**
   * Goes on with a log.
   *
   * @param field what a partition calls the id of its record
   * @param since the checkpoint from which the log is read
   */
  ChangedPartitions(
      ChangesLog log,
      String field,
      Listing listing,
      String since,
      Instant started,
      JsonNode place) {
    this.log = log;
    this.field = field;
    this.pages = new ListingReader(listing);
    this.taken = new Taken(place.path("taken").asText());
    this.beginning = pages.begin(Optional.empty(), started).since(since);
    this.at = place.has("at") ? Places.listing(place.path("at")) : beginning;
    this.resumed = place.has("at") && at.token().isPresent();
    this.over = place.path("over").asBoolean();
    this.reached = Places.text(place, "reached");
  }

  @Override
  public Step step() throws InterruptedException {
    while (!page.isEmpty()) {
      Partition partition = page.remove();
      if (taken.add(partition)) {
        return new Step.Found(partition);
      }
    }
    if (pagePlace != null) {
      pagePlace = null;
      taken.clear();
    }
    if (over) {
      return new Step.End();
    }
    JsonNode place = place();
    return switch (pages.step(Partition.WHOLE, at)) {
      case ListingReader.Step.Failed failed -> {
        if (!resumed || !(failed.failure() instanceof FetchFailure.RequestRefused)) {
          yield new Step.Failed(failed.failure());
        }
        // The page token may be too old; the checkpoint is not.
        resumed = false;
        at = beginning;
        yield new Step.Asked();
      }
      case ListingReader.Step.Onward onward -> {
        at = onward.next();
        resumed = false;
        yield turnTo(onward.batch(), place);
      }
      case ListingReader.Step.Done done -> {
        over = true;
        reached = log.nextIn(done.batch().body());
        yield turnTo(done.batch(), place);
      }
    };
  }

  private Step turnTo(ListingReader.Batch batch, JsonNode place) {
    pagePlace = place;
    List<RecordKey> deleted = new ArrayList<>();
    for (ChangesLog.Change change : log.changes(batch.records()).values()) {
      if (change.gone()) {
        deleted.add(new RecordKey(change.id().asText()));
      } else {
        page.add(
            Partition.of(field, change.id()).and(Partition.of(Partition.PARENT, Json.object())));
      }
    }
    gone = deleted;
    return new Step.Asked();
  }

  @Override
  public List<RecordKey> gone() {
    List<RecordKey> told = gone;
    gone = List.of();
    return told;
  }

  /** Where the log goes on after this pass; empty until its last page, or if that does not tell. */
  Optional<String> reached() {
    return reached;
  }

  @Override
  public ObjectNode place() {
    if (pagePlace != null && !page.isEmpty()) {
      ObjectNode place = pagePlace.deepCopy();
      return place.put("taken", taken.toText());
    }
    ObjectNode place = Json.object();
    place.set("at", Places.write(at));
    if (pagePlace == null) {
      place.put("taken", taken.toText());
    }
    if (over) {
      place.put("over", true);
    }
    reached.ifPresent(text -> place.put("reached", text));
    return place;
  }
}
