package dev.tidemark.http;

import dev.tidemark.application.composio.ToolSettings;
import dev.tidemark.domain.composio.Tool;
import dev.tidemark.domain.composio.ToolCounts;
import dev.tidemark.domain.composio.ToolSlug;
import dev.tidemark.domain.composio.ToolkitSlug;
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
  public void seen(Collection<Tool> tools, boolean enableNew) {
    throw new UnsupportedOperationException("no route finds tools");
  }

  @Override
  public void disappeared(Collection<ToolSlug> tools) {
    throw new UnsupportedOperationException("no route loses tools");
  }

  @Override
  public Enabling enable(ToolSlug tool, boolean enabled) {
    throw new UnsupportedOperationException("no route enables tools yet");
  }

  @Override
  public int enableAll(ToolkitSlug toolkit, boolean enabled) {
    throw new UnsupportedOperationException("no route enables tools yet");
  }
}
