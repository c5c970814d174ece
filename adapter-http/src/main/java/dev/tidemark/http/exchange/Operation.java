package dev.tidemark.http.exchange;

import dev.tidemark.domain.key.Scope;
import java.util.List;
import java.util.OptionalInt;

/**
 * One method of a route.
 *
 * @param anyOf the scopes of which a key must have one; empty for a route that asks for no key
 * @param maxBodyBytes the largest body that is read; empty for what the server takes in general
 */
record Operation(Action action, List<Scope> anyOf, OptionalInt maxBodyBytes) {
  /** Copies the scopes. */
  Operation {
    anyOf = List.copyOf(anyOf);
  }

  /** With bodies as the server takes them in general. */
  Operation(Action action, List<Scope> anyOf) {
    this(action, anyOf, OptionalInt.empty());
  }
}
