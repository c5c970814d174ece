package dev.tidemark.http.exchange;

import io.helidon.common.uri.UriPath;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Answers requests for paths that have no route. */
final class UnknownPath implements Handler {
  private final Exchange exchange;
  private final RequestMeter meter;

  UnknownPath(Exchange exchange) {
    this.exchange = exchange;
    this.meter = exchange.meters().of("any", "unknown");
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    long begun = System.nanoTime();
    String requestId = exchange.requestId();
    Answer answer = answer(request, requestId);
    try {
      exchange.send(answer, requestId, request, response);
    } finally {
      meter.record(answer.status().code(), System.nanoTime() - begun);
    }
  }

  private Answer answer(ServerRequest request, String requestId) {
    UriPath path = request.prologue().uriPath();
    if (path.rawPath().equals("*") && request.prologue().method().equals(Method.OPTIONS)) {
      // It asks of the server as a whole, which has nothing to say but that it is there.
      return Answer.empty();
    }
    Fault fault = Exchange.tooLong(request) ? Fault.URI_TOO_LONG : Fault.NOT_FOUND;
    return exchange.refuse(Surface.of(path.path()), Problem.of(fault), requestId);
  }
}
