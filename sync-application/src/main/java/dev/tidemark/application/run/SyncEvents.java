package dev.tidemark.application.run;

/** Driven port: tells others what happened, after it is committed. */
public interface SyncEvents {
  /** Passes the event on; it must return soon and must not throw. */
  void publish(SyncEvent event);
}
