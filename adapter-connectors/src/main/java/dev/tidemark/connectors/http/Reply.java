package dev.tidemark.connectors.http;

import java.util.Map;

/** What became of an exchange. */
public sealed interface Reply {

  /**
   * An answer came in whole, whatever its status.
   *
   * @param headers by name, in any case; several values of one name are joined by a comma
   * @param body after decompression
   */
  // A body is large, and read once: it is neither copied nor compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(int status, Map<String, String> headers, byte[] body) implements Reply {
    /** Whether the status is one of success or redirection. */
    public boolean ok() {
      return status < 400;
    }
  }

  /** No connection, no answer, or none in time. The reason holds no URL and no header. */
  record Unreachable(String reason) implements Reply {}

  /** The answer began and then broke off, or was not what its headers promised. */
  record Broken(String reason) implements Reply {}

  /** The answer was larger than allowed. */
  record TooLarge(int limit) implements Reply {}

  /** The answer sends the request where it must not go. */
  record Misdirected(String reason) implements Reply {}

  /** The request would go where it must not, and was not sent; or its answer was dropped. */
  record Forbidden(String reason) implements Reply {}

  /** The request could not be sent as it was built. */
  record Unsendable(String reason) implements Reply {}
}
