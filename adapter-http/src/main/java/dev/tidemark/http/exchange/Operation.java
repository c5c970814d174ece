package dev.tidemark.http.exchange;

import dev.tidemark.domain.key.Scope;
import java.util.List;

/**
 * One method of a route.
 *
 * @param anyOf the scopes of which a key must have one; empty for a route that asks for no key
 */
record Operation(Action action, List<Scope> anyOf) {
  /** Copies the scopes. */
  Operation {
    anyOf = List.copyOf(anyOf);
  }
}
