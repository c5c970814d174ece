package dev.tidemark.http.operations;

import dev.tidemark.application.run.SyncEvent;
import dev.tidemark.domain.sync.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/** Counts the runs of this process that ended, by outcome. */
final class RunMeters implements Consumer<SyncEvent> {
  private final Counter succeeded;
  private final Counter partial;
  private final Counter failed;
  private final Counter lost;
  private final Counter cancelled;

  /** In that registry. */
  RunMeters(MeterRegistry registry) {
    succeeded = counter(registry, "succeeded");
    partial = counter(registry, "partial");
    failed = counter(registry, "failed");
    lost = counter(registry, "lost");
    cancelled = counter(registry, "cancelled");
  }

  @Override
  public void accept(SyncEvent event) {
    if (event instanceof SyncEvent.RunEnded ended) {
      counter(ended.outcome()).increment();
    }
  }

  private Counter counter(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded success -> succeeded;
      case Outcome.Partial part -> partial;
      case Outcome.Failed failure -> failed;
      case Outcome.Lost loss -> lost;
      case Outcome.Cancelled cancellation -> cancelled;
    };
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("tidemark.runs")
        .description("Runs that ended")
        .tag("outcome", outcome)
        .register(registry);
  }
}
