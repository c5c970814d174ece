package dev.tidemark.http;

import dev.tidemark.application.statistics.ToolSettings;
import dev.tidemark.domain.statistics.ToolCounts;
import dev.tidemark.domain.statistics.ToolSlug;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;

/** Counts of tools that a test sets. */
final class FakeTools implements ToolSettings {
  private final AtomicReference<ToolCounts> counts = new AtomicReference<>(ToolCounts.NONE);

  void set(ToolCounts now) {
    counts.set(now);
  }

  @Override
  public ToolCounts counts() {
    return counts.get();
  }

  @Override
  public void appeared(Collection<ToolSlug> tools, boolean enableNew) {
    throw new UnsupportedOperationException("no route finds tools");
  }

  @Override
  public void disappeared(Collection<ToolSlug> tools) {
    throw new UnsupportedOperationException("no route loses tools");
  }

  @Override
  public boolean enable(ToolSlug tool, boolean enabled) {
    throw new UnsupportedOperationException("no route enables tools yet");
  }
}
