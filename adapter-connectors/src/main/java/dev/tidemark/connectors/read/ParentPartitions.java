package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.Parent;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.partition.Taken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
  private final Deque<Partition> page = new ArrayDeque<>();
  private final Taken taken;
  private final boolean over;
  private int which;
  private StreamPages pages;
  private @Nullable JsonNode pagePlace;

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
        sources.parent(parent.stream()),
        pass.within(parent.incremental()),
        path + "/" + which,
        place);
  }

  @Override
  public Step step() throws InterruptedException {
    while (true) {
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
    read.records()
        .forEach(record ->
            parent.partition(record, read.within(), sources.scope()).ifPresent(page::add));
    pagePlace = read.place();
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
