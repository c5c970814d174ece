package dev.tidemark.connectors.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A mapping written out: {@code {'a': 1}}. */
record DictDisplay(int position, List<Entry> entries) implements Expression {

  record Entry(Expression key, Expression value) {}

  @Override
  public Object evaluate(Scope scope) {
    Map<@Nullable Object, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(entries.size());
    for (Entry entry : entries) {
      Object key = entry.key.evaluate(scope);
      Object value = entry.value.evaluate(scope);
      scope.at(position);
      Mappings.put(map, key, value);
    }
    scope.spend(entries.size());
    return map;
  }

  @Override
  public List<Expression> children() {
    return entries.stream().flatMap(entry -> Stream.of(entry.key, entry.value)).toList();
  }
}
