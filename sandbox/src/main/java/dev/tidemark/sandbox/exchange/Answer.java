package dev.tidemark.sandbox.exchange;

import java.util.ArrayList;
import java.util.List;

/** A complete response. */
public final class Answer {
  /** One response header. */
  public record Header(String name, String value) {}

  private final int status;
  private final List<Header> headers;
  private final byte[] body;

  private Answer(int status, List<Header> headers, byte[] body) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  /** An answer of type {@code application/json}; the body is the answer's from now on. */
  public static Answer json(int status, byte[] body) {
    return new Answer(status, List.of(new Header("Content-Type", "application/json")), body);
  }

  /** An answer with only a status and headers. */
  public static Answer empty(int status) {
    return new Answer(status, List.of(), new byte[0]);
  }

  /** The same answer with one more header. */
  public Answer with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Answer(status, more, body);
  }

  /** The same answer with another body. */
  public Answer withBody(byte[] other) {
    return new Answer(status, headers, other);
  }

  public int status() {
    return status;
  }

  public List<Header> headers() {
    return headers;
  }

  /** The body; callers only read it. */
  public byte[] body() {
    return body;
  }
}
