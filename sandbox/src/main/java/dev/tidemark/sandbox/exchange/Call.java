package dev.tidemark.sandbox.exchange;

import java.util.Optional;
import java.util.function.Function;

/**
 * A request as an emulator sees it.
 *
 * @param path the decoded path below the provider's prefix, starting with a slash
 * @param headers looks up a header by its name
 */
public record Call(
    String method,
    String path,
    Query query,
    Function<String, Optional<String>> headers,
    String body) {

  public Optional<String> header(String name) {
    return headers.apply(name);
  }
}
