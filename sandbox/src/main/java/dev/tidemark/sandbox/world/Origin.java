package dev.tidemark.sandbox.world;

import java.time.Instant;
import java.time.InstantSource;

/**
 * What an emulated world comes from, and all that its state depends on.
 *
 * @param epoch when the sandbox began: older data is history, newer data grew
 * @param clock tells how far the world has come
 * @param size how much history there is; 1 is each provider's usual amount
 * @param growth how fast data grows after the epoch; 1 is the usual rate, 0 is not at all
 */
public record Origin(long seed, Instant epoch, InstantSource clock, double size, double growth) {

  /** The same, for a world that has other data. */
  public Origin other(String name) {
    return new Origin(seed * 31 + name.hashCode(), epoch, clock, size, growth);
  }

  /** The same, for a world that has no data and grows none. */
  public Origin empty() {
    return new Origin(seed, epoch, clock, 0, 0);
  }

  /** A usual amount of history, scaled by {@link #size()}; at least one, but in an empty world. */
  public int scaled(int amount) {
    return size == 0 ? 0 : (int) Math.max(1, Math.round(amount * size));
  }
}
