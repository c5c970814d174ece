package dev.tidemark.http.exchange;

import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * Answers requests whose path is none. Helidon finds that out when it compares the path with those
 * of the routes, and nothing else fails like that before an endpoint is reached.
 */
final class MalformedPath implements ErrorHandler<IllegalArgumentException> {
  private final Exchange exchange;
  private final RequestMeter meter;

  MalformedPath(Exchange exchange) {
    this.exchange = exchange;
    this.meter = exchange.meters().of("any", "malformed");
  }

  @Override
  public void handle(
      ServerRequest request, ServerResponse response, IllegalArgumentException problem) {
    String requestId = exchange.requestId();
    Surface surface = Surface.ofTarget(request.prologue().uriPath().rawPath());
    Answer answer = exchange.refuse(surface, Problem.of(Fault.INVALID), requestId);
    meter.record(answer.status().code(), 0);
    exchange.send(answer, requestId, request, response);
  }
}
