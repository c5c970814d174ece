package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.manifest.Router;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.partition.Taken;
import java.util.Collections;
import java.util.Iterator;

/** Partitions by given values. */
final class ListedPartitions implements PartitionSource {
  private final String field;
  private final boolean over;
  private final Iterator<JsonNode> values;
  private final Taken taken;

  ListedPartitions(Router.Listed listed, Scope scope, JsonNode place) {
    this.field = listed.field().text(scope);
    this.over = PartitionSource.isOver(place);
    this.values = over ? Collections.emptyIterator() : listed.nodes(scope).iterator();
    this.taken = new Taken(place.path("taken").asText());
  }

  @Override
  public Step step() {
    while (values.hasNext()) {
      Partition partition = Partition.of(field, values.next());
      if (taken.add(partition)) {
        return new Step.Found(partition);
      }
    }
    return new Step.End();
  }

  @Override
  public ObjectNode place() {
    return over ? PartitionSource.over() : Json.object().put("taken", taken.toText());
  }
}
