package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.cursor.DatetimeCursor;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.ChangesLog;
import dev.tidemark.connectors.manifest.OpaqueCheckpoint;
import dev.tidemark.connectors.manifest.Router;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.connectors.partition.Marks;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.read.Progress.Pass;
import dev.tidemark.connectors.read.Progress.Position.InListing;
import dev.tidemark.connectors.read.PutAside.Unread;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.record.RecordKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a listing partition by partition. What consecutive partitions give is handed over together.
 * A partition that fails by itself is put aside and the others are read; when they are, the reader
 * fails, and whoever goes on from there reads only those put aside.
 */
final class PartitionsReader {
  private static final int ENOUGH_RECORDS = 100;
  private static final int ENOUGH_REQUESTS = 50;
  private static final long ENOUGH_CHARACTERS = 4_000_000;

  private final StreamDefinition stream;
  private final Sources sources;
  private final DividedListing listing;
  private final Pass pass;
  private final Marks marks;
  private final ParentMarks parents;
  private final PutAside aside;
  private @Nullable PartitionSource source;
  private @Nullable Partition current;
  private @Nullable InListing at;
  private boolean anew;
  private @Nullable FetchFailure pending;
  private Optional<String> reached;
  private boolean moved;
  private JsonNode parentMarks;

  /** What the next stretch came to. */
  sealed interface Step {
    /** A page; there are more. */
    record Onward(Harvest harvest) implements Step {}

    /** The last page. */
    record Done(Harvest harvest) implements Step {}

    /** Nothing could be read, and why. */
    record Failed(FetchFailure failure) implements Step {}
  }

  /**
   * Goes on with a pass.
   *
   * @param mark where the pass starts
   * @param place as {@link #place} wrote it; missing at the beginning
   */
  PartitionsReader(StreamDefinition stream, Sources sources, Pass pass, Mark mark, JsonNode place) {
    JsonNode marks = mark.partitions();
    boolean shared = stream.cursor().map(DatetimeCursor::shared).orElse(false);
    this.stream = stream;
    this.sources = sources;
    this.listing =
        new DividedListing(new ListingReader(sources.listing()), sources.exchange().troubles());
    this.pass = pass;
    this.marks = Marks.of(marks.path("own"), shared);
    this.parentMarks = marks.path("parents");
    this.parents = new ParentMarks(parentMarks, place.path("parents"));
    this.aside = PutAside.of(place);
    this.reached = Places.text(place, "reached");
    if (place.isMissingNode() || place.has("router")) {
      this.source = source(mark, place.path("router"));
    }
    if (place.has("current")) {
      this.current = Partition.of(place.path("current"));
      this.at = Places.listing(place.path("at"));
      this.anew = place.path("anew").asBoolean();
    }
  }

  private PartitionSource source(Mark mark, JsonNode place) {
    List<Router> routers = stream.retriever().routers();
    if (stream.tracking().changes().isPresent() && mark.token().isPresent() && !pass.full()) {
      ChangesLog log = stream.tracking().changes().get();
      String field = routers.get(0).name(sources.scope());
      return new ChangedPartitions(
          log, field, sources.changes(log), mark.token().get(), pass.started(), place);
    }
    return divided(place);
  }

  private PartitionSource divided(JsonNode place) {
    PartitionSource.Pass common =
        new PartitionSource.Pass(pass.started(), pass.full(), true, parents, aside);
    return PartitionSource.of(
        stream.retriever().routers(), sources, common, PutAside.ITSELF, place);
  }

  /**
   * The next stretch of the pass.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  Step next() throws InterruptedException {
    if (pending != null) {
      return new Step.Failed(pending);
    }
    Harvest harvest = new Harvest(stream);
    moved = false;
    int asked = 0;
    while (asked < ENOUGH_REQUESTS && !isEnough(harvest)) {
      if (current != null && at != null) {
        asked++;
        Optional<FetchFailure> failure = read(current, at, harvest);
        if (failure.isPresent()) {
          return stop(failure.get(), harvest);
        }
      } else if (source != null) {
        switch (source.step()) {
          case PartitionSource.Step.Found found -> begin(found.partition());
          case PartitionSource.Step.Failed failed -> {
            return stop(failed.failure(), harvest);
          }
          case PartitionSource.Step.End end -> {
            reached =
                source instanceof ChangedPartitions changed ? changed.reached() : Optional.empty();
            // Some may have been put aside of a parent that had been left when this reader began.
            source = aside.awaitsParents() ? divided(PartitionSource.over()) : null;
          }
          case PartitionSource.Step.Asked one -> {
            asked++;
            moved = true;
            source.gone().forEach(harvest::gone);
          }
          case PartitionSource.Step.Missed one -> asked++;
        }
      } else if (!again()) {
        return end(harvest);
      }
    }
    return new Step.Onward(harvest);
  }

  private static boolean isEnough(Harvest harvest) {
    return harvest.size() >= ENOUGH_RECORDS || harvest.characters() >= ENOUGH_CHARACTERS;
  }

  private void begin(Partition partition) {
    current = partition;
    at = beginning(partition);
    anew = false;
  }

  private InListing beginning(Partition partition) {
    if (pass.full() || stream.tracking().changes().isPresent()) {
      return listing.begin(Optional.empty(), pass.started());
    }
    if (stream.tracking().opaque().isPresent()) {
      InListing beginning = listing.begin(Optional.empty(), pass.started());
      return marks.token(partition).map(beginning::since).orElse(beginning);
    }
    return listing.begin(marks.since(partition), pass.started());
  }

  /** On to the next of those put aside by an earlier attempt; false when there is none. */
  private boolean again() {
    // That they are all that is left is told once.
    moved |= aside.remain(sources.exchange().troubles().clock().instant());
    Optional<Unread> next = aside.next(PutAside.ITSELF);
    next.ifPresent(unread -> {
      anew = unread.anew();
      current = unread.partition();
      at = unread.at().orElseGet(() -> beginning(unread.partition()));
    });
    return next.isPresent();
  }

  /** Reads a page; gives the failure if it is one that ends the attempt. */
  private Optional<FetchFailure> read(Partition partition, InListing from, Harvest harvest)
      throws InterruptedException {
    switch (listing.step(partition, from)) {
      case ListingReader.Step.Failed failed -> {
        if (!isGone(failed.status())) {
          return putAside(partition, from, failed);
        }
        goneKey(partition).ifPresent(harvest::gone);
        current = null;
        at = null;
      }
      case ListingReader.Step.Onward onward -> {
        Optional<ListingReader.Step.Failed> fault = take(onward.batch(), harvest);
        if (fault.isPresent()) {
          return putAside(partition, from, fault.get());
        }
        at = onward.next();
      }
      case ListingReader.Step.Done done -> {
        Optional<ListingReader.Step.Failed> fault = take(done.batch(), harvest);
        if (fault.isPresent()) {
          return putAside(partition, from, fault.get());
        }
        // Nothing is where it was, so it was deleted or has left the model.
        if (stream.tracking().changes().isPresent() && done.batch().records().isEmpty()) {
          goneKey(partition).ifPresent(harvest::gone);
        }
        reached(partition, from, done);
        if (source == null) {
          aside.succeeded();
        }
        current = null;
        at = null;
      }
    }
    moved = true;
    return Optional.empty();
  }

  private void reached(Partition partition, InListing from, ListingReader.Step.Done done) {
    Optional<OpaqueCheckpoint> opaque = stream.tracking().opaque();
    if (opaque.isPresent()) {
      marks.reached(partition, opaque.get().in(done.batch().body()).or(from::since));
    } else {
      marks.reached(partition, done.seen(), pass.started());
    }
  }

  /** Whether the record that a partition is has been deleted since its id was told. */
  private boolean isGone(int status) {
    return stream.tracking().changes().isPresent() && (status == 404 || status == 410);
  }

  private Optional<RecordKey> goneKey(Partition partition) {
    String field = stream.retriever().routers().get(0).name(sources.scope());
    return Optional.of(partition.fields().path(field).asText())
        .filter(id -> !id.isEmpty())
        .map(RecordKey::new);
  }

  private Optional<ListingReader.Step.Failed> take(ListingReader.Batch batch, Harvest harvest) {
    Harvest page = Harvest.of(stream, batch);
    if (page.fault().isPresent()) {
      FetchFailure unusable = sources.exchange().troubles().invalid(page.fault().get());
      return Optional.of(new ListingReader.Step.Failed(unusable, 0));
    }
    harvest.addAll(page);
    return Optional.empty();
  }

  private Optional<FetchFailure> putAside(
      Partition partition, InListing from, ListingReader.Step.Failed failed) {
    Unread tried = new Unread(PutAside.ITSELF, partition, Optional.of(from), anew);
    Unread left = source == null ? tried.failing(failed.failure()) : tried;
    if (!aside.add(left, failed)) {
      return Optional.of(failed.failure());
    }
    // That one fails again as before is nothing to store: it would pass for progress for ever.
    moved |= source != null || !left.equals(tried);
    current = null;
    at = null;
    return Optional.empty();
  }

  /** What was read before a failure is handed over first. */
  private Step stop(FetchFailure failure, Harvest harvest) {
    if (!moved) {
      return new Step.Failed(failure);
    }
    pending = failure;
    return new Step.Onward(harvest);
  }

  private Step end(Harvest harvest) {
    Optional<FetchFailure> failure = aside.failure(sources.exchange().troubles().scrubber());
    if (failure.isPresent()) {
      return stop(failure.get(), harvest);
    }
    marks.complete();
    parents.complete();
    parentMarks = parents.toJson();
    return new Step.Done(harvest);
  }

  /** Where the log of changes goes on, if this pass has read it. */
  Optional<String> reached() {
    return reached;
  }

  /** Where the next increment of each partition starts. */
  ObjectNode marks() {
    ObjectNode json = Json.object();
    json.set("own", marks.toJson());
    if (!parentMarks.isEmpty()) {
      json.set("parents", parentMarks);
    }
    return json;
  }

  /** Where it is. */
  ObjectNode place() {
    ObjectNode place = Json.object();
    if (source != null) {
      place.set("router", source.place());
    } else if (aside.holdsParents()) {
      place.set("router", PartitionSource.over());
    }
    ObjectNode above = parents.toJson();
    if (!above.isEmpty()) {
      place.set("parents", above);
    }
    reached.ifPresent(text -> place.put("reached", text));
    aside.write(place);
    if (current != null && at != null) {
      place.set("current", current.toJson());
      place.set("at", Places.write(at));
      if (anew) {
        place.put("anew", true);
      }
    }
    return place;
  }
}
