package dev.tidemark.inmemory;

import dev.tidemark.application.statistics.ToolSettings;
import dev.tidemark.domain.statistics.ToolCounts;
import dev.tidemark.domain.statistics.ToolSlug;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The tools' settings in memory. */
final class InMemoryToolSettings implements ToolSettings {
  /** A tool that was in the catalogue at some time. */
  private record Tool(boolean present, boolean enabled) {
    int total() {
      return present ? 1 : 0;
    }

    int counted() {
      return present && enabled ? 1 : 0;
    }
  }

  /** The key of the one value in the table of counts. */
  private static final String ALL = "all";

  private final InMemoryTransactions transactions;
  private final Table<ToolSlug, Tool> tools;
  private final Table<String, ToolCounts> counts;

  InMemoryToolSettings(InMemoryTransactions transactions) {
    this.transactions = transactions;
    this.tools = new Table<>(transactions);
    this.counts = new Table<>(transactions);
  }

  @Override
  public ToolCounts counts() {
    ToolCounts known = counts.get(ALL);
    return known == null ? ToolCounts.NONE : known;
  }

  @Override
  public void appeared(Collection<ToolSlug> slugs, boolean enableNew) {
    transactions.perform(() -> {
      for (ToolSlug slug : slugs) {
        Tool known = tools.get(slug);
        change(slug, known, new Tool(true, known == null ? enableNew : known.enabled));
      }
    });
  }

  @Override
  public void disappeared(Collection<ToolSlug> slugs) {
    transactions.perform(() -> {
      for (ToolSlug slug : slugs) {
        Tool known = tools.get(slug);
        if (known != null) {
          change(slug, known, new Tool(false, known.enabled));
        }
      }
    });
  }

  @Override
  public boolean enable(ToolSlug slug, boolean enabled) {
    return transactions.perform(() -> {
      Tool known = tools.get(slug);
      if (known == null || !known.present) {
        return false;
      }
      change(slug, known, new Tool(true, enabled));
      return true;
    });
  }

  private void change(ToolSlug slug, @Nullable Tool before, Tool after) {
    if (!after.equals(before)) {
      tools.put(slug, after);
      ToolCounts now = counts();
      counts.put(
          ALL,
          new ToolCounts(
              now.total() + after.total() - (before == null ? 0 : before.total()),
              now.enabled() + after.counted() - (before == null ? 0 : before.counted())));
    }
  }
}
