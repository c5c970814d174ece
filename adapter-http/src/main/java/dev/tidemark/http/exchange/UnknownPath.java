package dev.tidemark.http.exchange;

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
    String path = request.path().path();
    // OPTIONS * asks of the server as a whole, which has nothing more to say than that it is there.
    Answer answer =
        path.equals("*") && request.prologue().method().equals(Method.OPTIONS)
            ? Answer.empty()
            : exchange.refuse(Surface.of(path), Problem.of(Fault.NOT_FOUND), requestId);
    try {
      exchange.send(answer, requestId, request, response);
    } finally {
      meter.record(answer.status().code(), System.nanoTime() - begun);
    }
  }
}
