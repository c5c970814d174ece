package dev.tidemark.connectors.failure;

import java.util.Optional;

/**
 * What an answer means.
 *
 * @param blame who can mend a failure; empty when the manifest does not say
 * @param message the manifest's own words for it
 */
public record Resolution(Action action, Optional<Blame> blame, Optional<String> message) {
  /** What to do. */
  public enum Action {
    /** Read the answer. */
    SUCCESS,
    /** It failed, and will again. */
    FAIL,
    /** It failed, and may not again. */
    RETRY,
    /** Take it for an empty answer. */
    IGNORE,
    /** The provider asks to slow down. */
    RATE_LIMITED
  }

  /** The language's failure types. */
  public enum Blame {
    /** The connection's settings. */
    CONFIG_ERROR,
    /** The manifest or the engine. */
    SYSTEM_ERROR,
    /** Nobody; it passes. */
    TRANSIENT_ERROR
  }

  /** What the status alone says: 429 is a rate limit, 408 and 5xx pass, other 4xx do not. */
  static Resolution byStatus(int status) {
    Action action;
    if (status < 400) {
      action = Action.SUCCESS;
    } else if (status == 429) {
      action = Action.RATE_LIMITED;
    } else if (status == 408 || status >= 500) {
      action = Action.RETRY;
    } else {
      action = Action.FAIL;
    }
    return new Resolution(action, Optional.empty(), Optional.empty());
  }
}
