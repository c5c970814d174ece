package dev.tidemark.postgres.schedule;

import com.github.kagkarlsson.scheduler.task.Execution;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The claims that handlers of this node are at and that this node has not answered by another due
 * instant. What another node answers is open here until the handler returns, which does no harm:
 * the database tells.
 */
final class OpenClaims {
  /** The latest claim of each sync. */
  private final Map<String, Long> open = new ConcurrentHashMap<>();

  void open(Execution claimed) {
    open.put(claimed.getId(), claimed.version);
  }

  void answered(String instance) {
    open.remove(instance);
  }

  void close(Execution claimed) {
    open.remove(claimed.getId(), claimed.version);
  }

  boolean isOpen(Execution claimed) {
    return Long.valueOf(claimed.version).equals(open.get(claimed.getId()));
  }
}
