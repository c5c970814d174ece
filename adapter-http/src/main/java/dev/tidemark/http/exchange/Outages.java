package dev.tidemark.http.exchange;

import dev.tidemark.application.store.StorageException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Logs that requests are refused because the store cannot answer, in a few lines however many
 * requests there are: one when it begins, a count now and then, and one when it is over. Each
 * request has a line of its own at the level DEBUG.
 */
final class Outages {
  private static final Logger LOGGER = System.getLogger(Outages.class.getName());
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(30);

  /** An answer that was kept from before says nothing about the store: they are not kept longer. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  /** Reasons are few; of those that name what they are about only the newest are known. */
  private static final int MOST_REASONS = 16;

  private final InstantSource clock;
  private final Map<String, Outage> outages =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Outage> eldest) {
          return size() > MOST_REASONS;
        }
      };

  /** For requests that are answered, which are many, to find out at once. */
  private volatile boolean none = true;

  Outages(InstantSource clock) {
    this.clock = clock;
  }

  /** Refusals for one reason. */
  private static final class Outage {
    private final Instant begun;
    private final Set<Operation> refused = new HashSet<>();
    private Instant last;
    private Instant told;
    private long all;
    private long untold;

    Outage(Instant now) {
      begun = now;
      last = now;
      told = now;
    }

    private void count(Operation operation, Instant now) {
      refused.add(operation);
      last = now;
      all++;
      untold++;
    }

    private boolean isOver(Operation answered, Instant now) {
      return refused.contains(answered) && !now.isBefore(last.plus(QUIET));
    }
  }

  /** A request could not be answered; {@code line} tells which. */
  synchronized void refused(Operation operation, String line, StorageException trouble) {
    Instant now = clock.instant();
    String reason = String.valueOf(trouble.getMessage());
    boolean first = !outages.containsKey(reason);
    Outage outage = outages.computeIfAbsent(reason, any -> new Outage(now));
    none = false;
    outage.count(operation, now);
    if (first) {
      LOGGER.log(Logger.Level.WARNING, line + "; more like it are only counted", trouble);
      outage.untold = 0;
      return;
    }
    LOGGER.log(Logger.Level.DEBUG, line, trouble);
    if (!now.isBefore(outage.told.plus(BETWEEN_COUNTS))) {
      LOGGER.log(
          Logger.Level.WARNING, "{0} more requests were refused: {1}", outage.untold, reason);
      outage.untold = 0;
      outage.told = now;
    }
  }

  /** A request was answered. */
  void answered(Operation operation) {
    if (!none) {
      end(operation, clock.instant());
    }
  }

  private synchronized void end(Operation operation, Instant now) {
    Iterator<Map.Entry<String, Outage>> all = outages.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, Outage> each = all.next();
      Outage outage = each.getValue();
      if (outage.isOver(operation, now)) {
        all.remove();
        LOGGER.log(
            Logger.Level.INFO,
            "requests are answered again; within {0} s {1} were refused: {2}",
            Duration.between(outage.begun, outage.last).toSeconds(),
            outage.all,
            each.getKey());
      }
    }
    none = outages.isEmpty();
  }
}
