package dev.tidemark.connectors.document;

/**
 * One thing that is wrong with a manifest.
 *
 * @param path where it stands, for example {@code streams[2].retriever.paginator.type}; empty for
 *     the document as a whole
 * @param reason what is wrong, and what would be accepted, as one sentence without a full stop
 */
public record Problem(String path, String reason) {
  /** Refuses an empty reason. */
  public Problem {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("reason must not be blank, but was '" + reason + "'");
    }
  }

  /** The same problem, as one of several documents. */
  public Problem in(String document) {
    return new Problem(path.isEmpty() ? document : document + ": " + path, reason);
  }

  @Override
  public String toString() {
    return path.isEmpty() ? reason : path + ": " + reason;
  }
}
