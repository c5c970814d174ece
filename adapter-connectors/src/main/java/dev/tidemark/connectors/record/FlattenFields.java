package dev.tidemark.connectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Brings every plain value of a record to its top. The last field comes first, as in the reference:
 * of two fields of one name it is the first that gets its parent's name in front.
 *
 * @param lists whether the elements of arrays come to the top as well
 */
record FlattenFields(boolean lists) implements Transformation {
  private record Pending(JsonNode value, String name) {}

  @Override
  public void apply(ObjectNode record, Scope scope) {
    ObjectNode flat = Json.object();
    Deque<Pending> pending = new ArrayDeque<>();
    pending.push(new Pending(record, "_"));
    boolean qualifies = false;
    while (!pending.isEmpty()) {
      Pending current = pending.pop();
      if (current.value() instanceof ObjectNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          boolean qualified = qualifies || flat.has(field.getKey());
          String name = qualified ? current.name() + "." + field.getKey() : field.getKey();
          pending.push(new Pending(field.getValue(), name));
        }
      } else if (lists && current.value() instanceof ArrayNode array) {
        for (int i = 0; i < array.size(); i++) {
          qualifies = true;
          pending.push(new Pending(array.get(i), current.name() + "." + i));
        }
      } else {
        flat.set(current.name(), current.value());
      }
    }
    record.removeAll();
    record.setAll(flat);
  }
}
