package dev.tidemark.domain.run;

/**
 * What a run or a page did to the store, in records.
 *
 * @param inserted records that were not there, or were there as deleted
 * @param updated records whose content changed
 * @param unchanged records that were stored already as they are
 * @param deleted records that were deleted
 */
public record RunCounts(long inserted, long updated, long unchanged, long deleted) {
  /** Nothing yet. */
  public static final RunCounts NONE = new RunCounts(0, 0, 0, 0);

  /** Refuses negative counts. */
  public RunCounts {
    if (inserted < 0 || updated < 0 || unchanged < 0 || deleted < 0) {
      throw new IllegalArgumentException(
          "counts are not negative, but were "
              + inserted
              + ", "
              + updated
              + ", "
              + unchanged
              + ", "
              + deleted);
    }
  }

  /** Both together. */
  public RunCounts plus(RunCounts other) {
    return new RunCounts(
        inserted + other.inserted,
        updated + other.updated,
        unchanged + other.unchanged,
        deleted + other.deleted);
  }

  /** Records that were read, deletions not counted. */
  public long read() {
    return inserted + updated + unchanged;
  }
}
