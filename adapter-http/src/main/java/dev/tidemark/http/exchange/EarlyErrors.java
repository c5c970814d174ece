package dev.tidemark.http.exchange;

import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Answers what Helidon refuses before it looks for a route: requests that are hardly HTTP. */
public final class EarlyErrors implements DirectHandler {
  /** Helidon's words for headers that are too large, which it gives no status of their own. */
  private static final String HEADERS_TOO_LARGE = "Header size exceeded";

  private final Exchange exchange;
  private final RequestMeter meter;

  private EarlyErrors(Exchange exchange) {
    this.exchange = exchange;
    this.meter = exchange.meters().of("any", "malformed");
  }

  /** One handler for whatever can happen. */
  public static DirectHandlers handlers(Exchange exchange) {
    EarlyErrors handler = new EarlyErrors(exchange);
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }

  private static Fault fault(
      TransportRequest request, EventType type, Status status, @Nullable String message) {
    if (HEADERS_TOO_LARGE.equals(message)) {
      return Fault.HEADERS_TOO_LARGE;
    }
    // A method that is none makes Helidon fail before it knows anything of the request.
    return type == EventType.INTERNAL_ERROR && request.method().isEmpty()
        ? Fault.INVALID
        : Fault.of(status);
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    String requestId = exchange.requestId();
    Answer answer =
        exchange.refuse(
            Surface.ofTarget(request.path()),
            Problem.of(fault(request, type, status, message)),
            requestId);
    Exchange.addCommon(headers, requestId);
    for (Header header : answer.headers()) {
      headers.set(header);
    }
    meter.record(answer.status().code(), 0);
    byte[] body =
        request.method().equals("HEAD")
            ? new byte[0]
            : Arrays.copyOf(answer.body(), answer.length());
    return TransportResponse.builder()
        .status(answer.status())
        .headers(headers)
        .entity(body)
        .keepAlive(false)
        .build();
  }
}
