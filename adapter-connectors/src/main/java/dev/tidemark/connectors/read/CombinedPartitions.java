package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.Router;
import dev.tidemark.connectors.partition.Partition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each partition of one router together with each of the others. */
final class CombinedPartitions implements PartitionSource {
  private final PartitionSource outer;
  private final List<Router> rest;
  private final Sources sources;
  private final Pass pass;
  private final String path;
  private @Nullable Partition current;
  private @Nullable PartitionSource inner;

  CombinedPartitions(
      List<Router> routers, Sources sources, Pass pass, String path, JsonNode place) {
    this.rest = routers.subList(1, routers.size());
    this.sources = sources;
    this.pass = pass;
    this.path = path + "x";
    this.outer =
        PartitionSource.of(
            routers.subList(0, 1),
            sources,
            pass,
            path,
            PartitionSource.isOver(place) ? place : place.path("outer"));
    if (place.has("current")) {
      this.current = Partition.of(place.path("current"));
      this.inner =
          PartitionSource.of(rest, sources, pass.passing(), this.path, place.path("inner"));
    }
  }

  @Override
  public Step step() throws InterruptedException {
    while (true) {
      if (current == null || inner == null) {
        Step step = outer.step();
        if (!(step instanceof Step.Found found)) {
          return step;
        }
        current = found.partition();
        inner = PartitionSource.of(rest, sources, pass.passing(), path, MissingNode.getInstance());
      }
      switch (inner.step()) {
        case Step.Found found -> {
          return new Step.Found(current.and(found.partition()));
        }
        case Step.End end -> current = null;
        case Step.Asked asked -> {
          return asked;
        }
        case Step.Missed missed -> {
          return missed;
        }
        case Step.Failed failed -> {
          return failed;
        }
      }
    }
  }

  @Override
  public ObjectNode place() {
    ObjectNode place = Json.object();
    place.set("outer", outer.place());
    if (current != null && inner != null) {
      place.set("current", current.toJson());
      place.set("inner", inner.place());
    }
    return place;
  }
}
