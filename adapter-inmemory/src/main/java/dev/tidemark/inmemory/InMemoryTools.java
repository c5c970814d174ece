package dev.tidemark.inmemory;

import dev.tidemark.application.composio.ToolList;
import dev.tidemark.application.composio.ToolSettings;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tools of the connector catalogue and their settings, in memory. */
final class InMemoryTools implements ToolSettings, ToolList {
  /** A tool that was in the catalogue at some time. */
  private record Known(Tool tool, boolean present, boolean enabled) {
    ToolCounts counted() {
      return new ToolCounts(present ? 1 : 0, present && enabled ? 1 : 0);
    }

    Entry entry() {
      return new Entry(tool, enabled);
    }
  }

  /** The key of the one value in the table of counts. */
  private static final String ALL = "all";

  /** A filter may pass over many tools; they are looked at so many at a time. */
  private static final int AT_ONCE = 500;

  private final InMemoryTransactions transactions;
  private final OrderedTable<ToolSlug, Known> tools;
  private final OrderedTable<ToolkitSlug, ToolCounts> toolkits;
  private final Table<String, ToolCounts> counts;

  InMemoryTools(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.tools = OrderedTable.by(order(ToolSlug::value), transactions);
    this.toolkits = OrderedTable.by(order(ToolkitSlug::value), transactions);
    this.counts = new Table<>(transactions);
  }

  private static <K> Comparator<K> order(Function<K, String> text) {
    return (one, other) -> CodePoints.compare(text.apply(one), text.apply(other));
  }

  @Override
  public ToolCounts counts() {
    ToolCounts known = counts.get(ALL);
    return known == null ? ToolCounts.NONE : known;
  }

  @Override
  public void seen(Collection<Tool> seen, boolean enableNew) {
    transactions.perform(() -> {
      for (Tool tool : seen) {
        Known known = tools.get(tool.slug());
        change(known, new Known(tool, true, known == null ? enableNew : known.enabled));
      }
    });
  }

  @Override
  public void disappeared(Collection<ToolSlug> slugs) {
    transactions.perform(() -> {
      for (ToolSlug slug : slugs) {
        Known known = tools.get(slug);
        if (known != null) {
          change(known, new Known(known.tool, false, known.enabled));
        }
      }
    });
  }

  @Override
  public Enabling enable(ToolSlug slug, boolean enabled) {
    return transactions.perform(() -> {
      Known known = tools.get(slug);
      if (known == null || !known.present) {
        return Enabling.UNKNOWN;
      }
      return change(known, new Known(known.tool, true, enabled))
          ? Enabling.CHANGED
          : Enabling.UNCHANGED;
    });
  }

  @Override
  public int enableAll(ToolkitSlug toolkit, boolean enabled) {
    return transactions.perform(() -> {
      List<Known> ofToolkit = new ArrayList<>();
      tools.forEach((slug, known) -> {
        if (known.tool.toolkit().equals(toolkit)) {
          ofToolkit.add(known);
        }
      });
      int changed = 0;
      for (Known known : ofToolkit) {
        changed += change(known, new Known(known.tool, known.present, enabled)) ? 1 : 0;
      }
      return changed;
    });
  }

  private boolean change(@Nullable Known before, Known after) {
    if (after.equals(before)) {
      return false;
    }
    tools.put(after.tool.slug(), after);
    if (before != null) {
      count(before.tool.toolkit(), before.counted(), -1);
    }
    count(after.tool.toolkit(), after.counted(), 1);
    return true;
  }

  private void count(ToolkitSlug toolkit, ToolCounts tool, int sign) {
    if (tool.total() > 0) {
      counts.put(ALL, sum(counts(), tool, sign));
      ToolCounts known = toolkits.get(toolkit);
      ToolCounts now = sum(known == null ? ToolCounts.NONE : known, tool, sign);
      if (now.total() == 0) {
        toolkits.remove(toolkit);
      } else {
        toolkits.put(toolkit, now);
      }
    }
  }

  private static ToolCounts sum(ToolCounts known, ToolCounts tool, int sign) {
    return new ToolCounts(
        known.total() + sign * tool.total(), known.enabled() + sign * tool.enabled());
  }

  @Override
  public Optional<Entry> find(ToolSlug slug) {
    return Optional.ofNullable(tools.get(slug)).filter(Known::present).map(Known::entry);
  }

  @Override
  public List<Entry> list(Filter filter, @Nullable ToolSlug after, int limit) {
    List<Entry> found = new ArrayList<>();
    ToolSlug from = after;
    List<Known> some;
    do {
      some = tools.after(from, AT_ONCE, (slug, known) -> known);
      for (Known known : some) {
        from = known.tool.slug();
        if (known.present && found.size() < limit && filter.asksFor(known.entry())) {
          found.add(known.entry());
        }
      }
    } while (found.size() < limit && some.size() == AT_ONCE);
    return found;
  }

  @Override
  public Optional<Toolkit> toolkit(ToolkitSlug slug) {
    return Optional.ofNullable(toolkits.get(slug)).map(known -> new Toolkit(slug, known));
  }

  @Override
  public List<Toolkit> toolkits(@Nullable ToolkitSlug after, int limit) {
    return toolkits.after(after, limit, Toolkit::new);
  }
}
