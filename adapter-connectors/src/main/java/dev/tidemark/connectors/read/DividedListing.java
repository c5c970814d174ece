package dev.tidemark.connectors.read;

import dev.tidemark.connectors.expression.ExpressionException;
import dev.tidemark.connectors.failure.Troubles;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.read.Progress.Position.InListing;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A listing that is read partition by partition. Where its requests are made of more than the keys
 * of partitions, one that cannot be made tells of the parent's record rather than of the manifest.
 */
record DividedListing(ListingReader listing, Troubles troubles) {
  /** Where a partition starts. */
  InListing begin(Optional<Instant> mark, Instant now) {
    return listing.begin(mark, now);
  }

  /**
   * Reads a page.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  ListingReader.Step step(Partition partition, InListing at) throws InterruptedException {
    ListingReader.Step step;
    try {
      step = listing.step(partition, at);
    } catch (ExpressionException | DateTimeException e) {
      step =
          new ListingReader.Step.Failed(troubles.misconfigured(String.valueOf(e.getMessage())), 0);
    }
    return step instanceof ListingReader.Step.Failed failed
            && failed.failure() instanceof FetchFailure.Misconfigured unasked
            && failed.status() == 0
            && !partition.extras().isEmpty()
        ? new ListingReader.Step.Failed(new FetchFailure.InvalidData(unasked.message()), 0)
        : step;
  }
}
