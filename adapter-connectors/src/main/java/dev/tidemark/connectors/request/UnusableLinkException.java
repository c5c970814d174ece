package dev.tidemark.connectors.request;

/** A provider's answer gave a link that cannot be followed. */
public final class UnusableLinkException extends RuntimeException {
  UnusableLinkException(RequestConflictException why) {
    super("its link to what follows cannot be followed: " + why.getMessage(), why);
  }
}
