package dev.tidemark.connectors.record;

/** Says that a transformation does not fit a record. The message holds no value of the record. */
public final class UnfitRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnfitRecordException(String message) {
    super(message, null, false, false);
  }
}
