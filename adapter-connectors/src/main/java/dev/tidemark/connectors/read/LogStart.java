package dev.tidemark.connectors.read;

import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.interpolation.Variable;
import dev.tidemark.connectors.manifest.ChangesLog;
import dev.tidemark.domain.failure.FetchFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a log of changes ends at the moment. */
sealed interface LogStart {
  /** There. */
  record Known(String checkpoint) implements LogStart {}

  /** It could not be learnt, and why. */
  record Failed(FetchFailure failure) implements LogStart {}

  /**
   * Asks for it.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  static LogStart of(ChangesLog log, Sources sources) throws InterruptedException {
    Scope asking =
        sources.scope().with(Variable.STREAM_SLICE, Map.of()).with(Variable.NEXT_PAGE_TOKEN, null);
    return switch (sources.exchange().ask(log.start(), asking, List.of(), Optional.empty())) {
      case Exchange.Outcome.Failed failed -> new Failed(failed.failure());
      case Exchange.Outcome.Empty empty -> unknown(sources);
      case Exchange.Outcome.Read read ->
          log.startIn(read.received().body())
              .<LogStart>map(Known::new)
              .orElseGet(() -> unknown(sources));
    };
  }

  private static LogStart unknown(Sources sources) {
    return new Failed(
        sources.exchange().troubles().invalid("it names no start of its log of changes"));
  }
}
