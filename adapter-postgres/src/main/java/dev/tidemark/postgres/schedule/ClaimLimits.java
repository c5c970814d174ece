package dev.tidemark.postgres.schedule;

/**
 * How much may run at the same time.
 *
 * @param slots handlers on one node, from 1
 * @param perConnection syncs of one connection in the whole cluster, from 1
 * @param perProvider syncs of one provider in the whole cluster, from 1
 */
public record ClaimLimits(int slots, int perConnection, int perProvider) {
  /** A limit that nothing reaches. */
  public static final int NONE = Integer.MAX_VALUE;

  /** What fits one node unless somebody knows better. */
  public static final ClaimLimits DEFAULT = new ClaimLimits(256, 8, NONE);

  /** Refuses limits that would let nothing run. */
  public ClaimLimits {
    if (slots < 1 || perConnection < 1 || perProvider < 1) {
      throw new IllegalArgumentException(
          "at least 1 must be allowed at once, but were %d per node, %d per connection, %d per provider"
              .formatted(slots, perConnection, perProvider));
    }
  }

  /** Slots of a node that only organizations get which run next to nothing. */
  int reserve() {
    return slots == 1 ? 0 : Math.max(1, slots / 8);
  }

  /** What counts as next to nothing. */
  int few() {
    return Math.max(1, reserve() / 4);
  }
}
