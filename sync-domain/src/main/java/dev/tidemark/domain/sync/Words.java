package dev.tidemark.domain.sync;

import java.time.Duration;

/** Durations as people read them. */
final class Words {
  private Words() {}

  /**
   * The duration in the largest unit that fits it whole: {@code 36 h}, {@code 90 s}, {@code 2 d}.
   */
  static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + " d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + " h";
    }
    if (seconds % 60 == 0) {
      return seconds / 60 + " min";
    }
    return seconds + " s";
  }
}
