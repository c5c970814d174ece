package dev.tidemark.sandbox.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** The tables of an account by the names of their collections. */
public final class Tables {
  private final Map<String, Table<?>> byName;

  public Tables(Map<String, Table<?>> byName) {
    this.byName = new LinkedHashMap<>(byName);
  }

  public Set<String> names() {
    return byName.keySet();
  }

  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    byName.forEach((name, table) -> counts.put(name, table.size()));
    return counts;
  }

  public List<byte[]> dump(String collection) {
    return require(collection).all().stream().map(Item::json).toList();
  }

  /** Throws a {@link NoSuchElementException} that names the collections there are. */
  public Table<?> require(String collection) {
    Table<?> table = byName.get(collection);
    if (table == null) {
      throw new NoSuchElementException(
          "no collection '" + collection + "'; there are " + String.join(", ", byName.keySet()));
    }
    return table;
  }
}
