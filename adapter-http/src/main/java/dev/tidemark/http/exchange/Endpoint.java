package dev.tidemark.http.exchange;

import dev.tidemark.application.store.StorageException;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers all requests for one path. */
final class Endpoint implements Handler {
  private static final Logger LOGGER = System.getLogger(Endpoint.class.getName());

  private record Metered(Operation operation, RequestMeter meter) {}

  private final String path;
  private final Surface surface;
  private final Exchange exchange;
  private final Map<String, Metered> operations = new HashMap<>();
  private final RequestMeter otherMethods;
  private final Header allow;

  /**
   * For that path.
   *
   * @param operations by the name of the method
   */
  Endpoint(String path, Map<String, Operation> operations, Exchange exchange) {
    this.path = path;
    this.surface = Surface.of(path);
    this.exchange = exchange;
    operations.forEach((method, operation) ->
        this.operations.put(method, new Metered(operation, exchange.meters().of(method, path))));
    if (operations.containsKey("GET")) {
      this.operations.put(
          "HEAD", new Metered(operations.get("GET"), exchange.meters().of("HEAD", path)));
    }
    this.otherMethods = exchange.meters().of("other", path);
    TreeSet<String> allowed = new TreeSet<>(this.operations.keySet());
    allowed.add("OPTIONS");
    this.allow = HeaderValues.createCached(HeaderNames.ALLOW, String.join(", ", allowed));
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    long begun = System.nanoTime();
    String requestId = exchange.requestId();
    String method = request.prologue().method().text();
    @Nullable Metered metered = operations.get(method);
    Answer answer;
    RequestMeter meter;
    if (metered == null) {
      answer = withoutOperation(method, request, requestId);
      meter = otherMethods;
    } else {
      answer = perform(metered.operation(), request, requestId);
      meter = metered.meter();
    }
    try {
      exchange.send(answer, requestId, request, response);
    } finally {
      meter.record(answer.status().code(), System.nanoTime() - begun);
    }
  }

  private Answer withoutOperation(String method, ServerRequest request, String requestId) {
    if (Exchange.tooLong(request)) {
      return exchange.refuse(surface, Problem.of(Fault.URI_TOO_LONG), requestId);
    }
    Answer answer =
        method.equals("OPTIONS")
            ? Answer.empty()
            : exchange.refuse(surface, Problem.of(Fault.METHOD_NOT_ALLOWED), requestId);
    return answer.with(allow);
  }

  private Answer perform(Operation operation, ServerRequest request, String requestId) {
    if (Exchange.tooLong(request)) {
      return exchange.refuse(surface, Problem.of(Fault.URI_TOO_LONG), requestId);
    }
    int maxBodyBytes = operation.maxBodyBytes().orElse(exchange.maxBodyBytes());
    try {
      Call call =
          new Call(
              request,
              operation.anyOf().isEmpty()
                  ? null
                  : exchange.authenticate(surface, request, operation.anyOf()),
              maxBodyBytes);
      refuseLargeBody(request, maxBodyBytes);
      Answer answer = operation.action().answer(call);
      exchange.outages().answered(operation);
      return answer;
    } catch (Refusal refusal) {
      Answer answer = exchange.refuse(surface, refusal.problem(), requestId);
      return refusal.header().map(answer::with).orElse(answer);
    } catch (RequestException e) {
      // Helidon's word for a body that is not framed as HTTP has it: where it ends is not known.
      return exchange.refuse(surface, Problem.of(Fault.of(e.status())), requestId).asLast();
    } catch (CloseConnectionException e) {
      throw e;
    } catch (StorageException e) {
      exchange.outages().refused(operation, failed(requestId, request), e);
      return exchange.refuse(surface, Problem.of(Fault.UNAVAILABLE), requestId);
    } catch (RuntimeException | Error e) {
      LOGGER.log(Logger.Level.ERROR, failed(requestId, request), e);
      return exchange.refuse(surface, Problem.of(Fault.INTERNAL), requestId);
    }
  }

  private static void refuseLargeBody(ServerRequest request, int maxBodyBytes) {
    if (request.headers().contentLength().orElse(0) > maxBodyBytes) {
      throw new Refusal(BodyBytes.tooLarge(maxBodyBytes));
    }
  }

  /** The pattern of the path is logged, not the path, which may hold anything. */
  private String failed(String requestId, ServerRequest request) {
    return requestId + ": " + request.prologue().method().text() + " " + path + " failed";
  }
}
