package dev.tidemark.sandbox.webhook;

import dev.tidemark.sandbox.world.Account;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one provider tells of what happened, and proves that it is the one who tells. */
interface Teller {
  /** The versions of its webhooks, the one it sets up today first. */
  default List<Integer> versions() {
    return List.of(1);
  }

  /** Where the provider's own log of an account stands; empty if it keeps none. */
  default String mark(String account) {
    return "";
  }

  /** What it tells of a change, in order; {@code mark} is from just before it. */
  List<Message> messages(Endpoint endpoint, Change change, String mark, Instant now);

  /**
   * What it would tell of the newest record of a type, or of any; a type that it does not tell of
   * is an IllegalArgumentException.
   */
  Message newest(Endpoint endpoint, Account account, Optional<String> type, Instant now);

  /** The headers beside the content's type; {@code now} is by the clock of who reads them. */
  Map<String, String> headers(String secret, String body, Instant now);
}
