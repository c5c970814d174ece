package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.Fingerprint;
import dev.tidemark.connectors.manifest.Parent;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.partition.Taken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Partitions by the records of parents. Holds the partitions of one page; a place names the page,
 * which is asked for again, and what has been taken up of it.
 */
final class ParentPartitions implements PartitionSource {
  private final List<Parent> parents;
  private final Sources sources;
  private final Pass pass;
  private final String path;
  private final Deque<Candidate> page = new ArrayDeque<>();
  private final Taken taken;
  private final boolean over;
  private int which;
  private StreamPages pages;
  private @Nullable JsonNode pagePlace;

  /**
   * What a record of a parent makes.
   *
   * @param look what the record looks like; empty if that says nothing
   */
  private record Candidate(Partition partition, Optional<String> look) {}

  ParentPartitions(List<Parent> parents, Sources sources, Pass pass, String path, JsonNode place) {
    this.parents = parents;
    this.sources = sources;
    this.pass = pass;
    this.path = path;
    this.which = Math.min(place.path("parent").asInt(), parents.size());
    this.taken = new Taken(place.path("taken").asText());
    this.over = PartitionSource.isOver(place);
    this.pages = pages(place.has("at") ? place.path("at") : beginning());
  }

  private JsonNode beginning() {
    return over ? PartitionSource.over() : MissingNode.getInstance();
  }

  private StreamPages pages(JsonNode place) {
    Parent parent = parents.get(Math.min(which, parents.size() - 1));
    return new StreamPages(
        sources.parent(parent.stream()), pass.within(parent.incremental()), path(), place);
  }

  @Override
  public Step step() throws InterruptedException {
    while (true) {
      while (!page.isEmpty()) {
        Candidate candidate = page.remove();
        if (takeUp(candidate)) {
          return new Step.Found(candidate.partition());
        }
      }
      if (pagePlace != null) {
        pagePlace = null;
        taken.clear();
      }
      if (which == parents.size()) {
        return new Step.End();
      }
      switch (pages.step()) {
        case StreamPages.Step.Page read -> {
          turnTo(read);
          return new Step.Asked();
        }
        case StreamPages.Step.Asked asked -> {
          return new Step.Asked();
        }
        case StreamPages.Step.Missed missed -> {
          return new Step.Missed();
        }
        case StreamPages.Step.Failed failed -> {
          return new Step.Failed(failed.failure());
        }
        case StreamPages.Step.End end -> {
          which++;
          pages = pages(beginning());
        }
      }
    }
  }

  private void turnTo(StreamPages.Step.Page read) {
    Parent parent = parents.get(which);
    Optional<Fingerprint> fingerprint = pass.following() ? parent.fingerprint() : Optional.empty();
    for (JsonNode record : read.records()) {
      parent
          .partition(record, read.within(), sources.scope())
          .map(made -> new Candidate(made, fingerprint.flatMap(fields -> fields.of(record))))
          .ifPresent(page::add);
    }
    pagePlace = read.place();
  }

  /** Whether a partition is to be read. */
  private boolean takeUp(Candidate candidate) {
    if (candidate.look().isEmpty()) {
      return taken.add(candidate.partition());
    }
    Partition partition = candidate.partition();
    String look = candidate.look().get();
    boolean changed = pass.full() || !pass.marks().looked(path(), partition, look);
    if (changed && !taken.add(partition)) {
      // The page came again, and the record has changed since it was taken up: what it looked like
      // then stays noted, so that the next pass reads it once more.
      return false;
    }
    pass.marks().saw(path(), partition, look);
    return changed;
  }

  private String path() {
    return path + "/" + which;
  }

  @Override
  public ObjectNode place() {
    boolean inPage = pagePlace != null && !page.isEmpty();
    ObjectNode place = Json.object().put("parent", which);
    place.set("at", inPage && pagePlace != null ? pagePlace : pages.place());
    if (over) {
      place.put(OVER, true);
    }
    if (inPage || pagePlace == null) {
      place.put("taken", taken.toText());
    }
    return place;
  }
}
