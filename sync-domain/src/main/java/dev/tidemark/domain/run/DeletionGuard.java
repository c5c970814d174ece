package dev.tidemark.domain.run;

/**
 * Keeps a pass that came back nearly empty from deleting nearly everything.
 *
 * @param largestShare the share of a model's records that one full pass may delete, 0 to 1
 * @param always so many may be deleted whatever their share
 */
public record DeletionGuard(double largestShare, int always) {
  /** Half of the records, or ten. */
  public static final DeletionGuard DEFAULT = new DeletionGuard(0.5, 10);

  /** Refuses a share outside 0 to 1 and a negative number. */
  public DeletionGuard {
    if (!(largestShare >= 0 && largestShare <= 1) || always < 0) {
      throw new IllegalArgumentException(
          "a deletion guard has a share of 0 to 1 and a number from 0, but was "
              + largestShare
              + ", "
              + always);
    }
  }

  /** Whether a full pass may delete so many of so many. */
  public boolean allows(long deletions, long live) {
    return deletions <= always || deletions <= largestShare * live;
  }
}
