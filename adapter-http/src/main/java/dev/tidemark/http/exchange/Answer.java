package dev.tidemark.http.exchange;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What is sent back. It does not change, so that one answer may serve many calls. */
public final class Answer {
  /**
   * Without a charset: JSON is UTF-8, and some strict contract tools stumble over the parameter.
   */
  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

  private static final Header PROBLEM =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");
  private static final byte[] NOTHING = {};

  private final Status status;
  private final byte[] body;
  private final int length;
  private final List<Header> headers;
  private final boolean last;

  private Answer(Status status, byte[] body, int length, List<Header> headers, boolean last) {
    this.status = status;
    this.body = body;
    this.length = length;
    this.headers = headers;
    this.last = last;
  }

  /** 200 with what was written; the writer is not to be used any more. */
  public static Answer ok(JsonWriter json) {
    return json(Status.OK_200, json);
  }

  /** What was written; the writer is not to be used any more. */
  public static Answer json(Status status, JsonWriter json) {
    return new Answer(status, json.bytes(), json.length(), List.of(JSON), false);
  }

  /** Problem details as RFC 9457 has them. */
  static Answer problem(Status status, JsonWriter json) {
    return new Answer(status, json.bytes(), json.length(), List.of(PROBLEM), false);
  }

  /** 200 with a body of another type, which is not to be changed any more. */
  public static Answer ok(Header contentType, byte[] body) {
    return of(Status.OK_200, contentType, body);
  }

  /** A body of another type, which is not to be changed any more. */
  public static Answer of(Status status, Header contentType, byte[] body) {
    return new Answer(status, body, body.length, List.of(contentType), false);
  }

  /** 303: the client is to get that address. */
  public static Answer seeOther(URI address) {
    Header location = HeaderValues.create(HeaderNames.LOCATION, address.toASCIIString());
    return new Answer(Status.SEE_OTHER_303, NOTHING, 0, List.of(location), false);
  }

  /** 204: it is done, and there is nothing to say. */
  public static Answer noContent() {
    return new Answer(Status.NO_CONTENT_204, NOTHING, 0, List.of(), false);
  }

  /** 200 without a body. */
  static Answer empty() {
    return new Answer(Status.OK_200, NOTHING, 0, List.of(), false);
  }

  /** The same with one header more, which must be fit to be sent: it is not checked. */
  public Answer with(Header header) {
    List<Header> more = new ArrayList<>(headers);
    more.add(header);
    return new Answer(status, body, length, List.copyOf(more), last);
  }

  /** The same as the last answer on its connection, on which nothing can be read any more. */
  Answer asLast() {
    return new Answer(status, body, length, headers, true);
  }

  Status status() {
    return status;
  }

  /** Holds the body from its beginning; not to be changed. */
  byte[] body() {
    return body;
  }

  /** How many bytes of the array are the body. */
  int length() {
    return length;
  }

  /** The headers that only this answer has. */
  List<Header> headers() {
    return headers;
  }

  /** Whether nothing can be read from its connection any more. */
  boolean last() {
    return last;
  }
}
