package dev.tidemark.sandbox.world;

import java.util.List;

/**
 * A reproducible source of choices: the same seed, purpose and number roll the same values on every
 * machine. The generator is SplitMix64, written out because the JDK does not promise the sequence
 * of its own generators from one release to the next.
 */
public final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** Dice for the {@code number}-th happening of a {@code purpose} in the world of a seed. */
  public static Dice of(long seed, String purpose, long number) {
    return new Dice(mix(mix(seed + GOLDEN_GAMMA) ^ purpose.hashCode()) + mix(number));
  }

  /** A number from 0 up to, not including, {@code bound}, which must be positive. */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound is " + bound + ", must be positive");
    }
    return (int) Long.remainderUnsigned(roll(), bound);
  }

  /** A number between two bounds, both included. */
  public int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** True in about {@code percent} of a hundred rolls. */
  public boolean percent(int percent) {
    return below(100) < percent;
  }

  /** One of the given choices. */
  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** Letters and digits, as the public part of an id. */
  public String token(int length) {
    return text(length, LETTERS.length());
  }

  /** Lower-case hexadecimal digits. */
  public String hex(int length) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append(Character.forDigit(below(16), 16));
    }
    return text.toString();
  }

  /** Decimal digits. */
  public String digits(int length) {
    return text(length, 10);
  }

  /** A version 4 style UUID in its text form. */
  public String uuid() {
    String hex = hex(30);
    return hex.substring(0, 8)
        + "-"
        + hex.substring(8, 12)
        + "-4"
        + hex.substring(12, 15)
        + "-8"
        + hex.substring(15, 18)
        + "-"
        + hex.substring(18);
  }

  private String text(int length, int alphabet) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append(LETTERS.charAt(below(alphabet)));
    }
    return text.toString();
  }

  private long roll() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
