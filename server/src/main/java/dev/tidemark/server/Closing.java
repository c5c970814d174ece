package dev.tidemark.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps that are all taken, whatever becomes of those before. */
final class Closing {
  private Closing() {}

  /**
   * Takes them in this order, and throws what the first threw that failed; what others threw is
   * suppressed in it.
   */
  static void all(List<Runnable> steps) {
    @Nullable Throwable trouble = null;
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException | Error e) {
        if (trouble == null) {
          trouble = e;
        } else {
          trouble.addSuppressed(e);
        }
      }
    }
    if (trouble instanceof Error error) {
      throw error;
    }
    if (trouble instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /**
   * Takes them after that failure, which stays the one to speak of.
   *
   * @return the failure
   */
  static <T extends Throwable> T after(T failure, Runnable... steps) {
    try {
      all(List.of(steps));
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
