package dev.tidemark.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is set; for any number of threads. */
public final class SettableClock implements InstantSource {
  private final AtomicReference<Instant> now;

  /** Stands at that instant. */
  public SettableClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Stands at that instant from now on, which may be earlier. */
  public void set(Instant instant) {
    now.set(instant);
  }

  /**
   * Goes forward.
   *
   * @return where it stands then
   */
  public Instant advance(Duration duration) {
    return now.updateAndGet(instant -> instant.plus(duration));
  }
}
