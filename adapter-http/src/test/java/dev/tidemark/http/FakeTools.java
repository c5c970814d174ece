package dev.tidemark.http;

import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.composio.ToolSettings;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tools of a catalogue that a test fills. */
final class FakeTools implements ToolSettings, ToolList {
  private final SortedMap<String, Entry> tools = new TreeMap<>();

  /** A tool is in the catalogue from now on. */
  synchronized FakeTools add(String slug, String name, String toolkit, boolean enabled) {
    Tool tool = new Tool(new ToolSlug(slug), name, new ToolkitSlug(toolkit));
    tools.put(slug, new Entry(tool, enabled));
    return this;
  }

  @Override
  public synchronized ToolCounts counts() {
    return counts(tools.values());
  }

  private static ToolCounts counts(Collection<Entry> entries) {
    return new ToolCounts(entries.size(), (int) entries.stream().filter(Entry::enabled).count());
  }

  @Override
  public void seen(Collection<Tool> tools, boolean enableNew) {
    throw new UnsupportedOperationException("no route finds tools");
  }

  @Override
  public void disappeared(Collection<ToolSlug> tools) {
    throw new UnsupportedOperationException("no route loses tools");
  }

  @Override
  public synchronized Enabling enable(ToolSlug tool, boolean enabled) {
    Entry entry = tools.get(tool.value());
    if (entry == null) {
      return Enabling.UNKNOWN;
    }
    tools.put(tool.value(), new Entry(entry.tool(), enabled));
    return entry.enabled() == enabled ? Enabling.UNCHANGED : Enabling.CHANGED;
  }

  @Override
  public synchronized int enableAll(ToolkitSlug toolkit, boolean enabled) {
    List<ToolSlug> slugs = of(toolkit).stream().map(entry -> entry.tool().slug()).toList();
    return (int) slugs.stream().filter(slug -> enable(slug, enabled) == Enabling.CHANGED).count();
  }

  private List<Entry> of(ToolkitSlug toolkit) {
    return tools.values().stream().filter(entry -> entry.tool().toolkit().equals(toolkit)).toList();
  }

  @Override
  public synchronized Optional<Entry> find(ToolSlug slug) {
    return Optional.ofNullable(tools.get(slug.value()));
  }

  @Override
  public synchronized List<Entry> list(Filter filter, ToolSlug after, int limit) {
    return tools.values().stream()
        .filter(entry -> after == null || isBehind(after.value(), entry.tool().slug().value()))
        .filter(filter::asksFor)
        .limit(limit)
        .toList();
  }

  private static boolean isBehind(String after, String slug) {
    return slug.compareTo(after) > 0;
  }

  @Override
  public synchronized Optional<Toolkit> toolkit(ToolkitSlug slug) {
    List<Entry> entries = of(slug);
    return entries.isEmpty() ? Optional.empty() : Optional.of(new Toolkit(slug, counts(entries)));
  }

  @Override
  public synchronized List<Toolkit> toolkits(ToolkitSlug after, int limit) {
    return tools.values().stream()
        .map(entry -> entry.tool().toolkit())
        .distinct()
        .sorted(Comparator.comparing(ToolkitSlug::value))
        .filter(slug -> after == null || isBehind(after.value(), slug.value()))
        .limit(limit)
        .map(slug -> toolkit(slug).orElseThrow())
        .toList();
  }
}
