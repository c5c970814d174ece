package dev.tidemark.http.exchange;

import dev.tidemark.application.key.ValidateApiKey;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.Scope;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all endpoints share: who may call, and how an answer goes out. */
public final class Exchange {
  /** The longest request line that Helidon is to read, in bytes. */
  public static final int LONGEST_LINE = 64 * 1024;

  /** The longest path and query together, in bytes. */
  private static final int LONGEST_TARGET = 4 * 1024;

  private static final Logger LOGGER = System.getLogger(Exchange.class.getName());
  private static final HeaderName X_REQUEST_ID = HeaderNames.create("X-Request-Id");
  private static final Header NO_STORE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
  private static final Header NOSNIFF =
      HeaderValues.createCached(HeaderNames.create("X-Content-Type-Options"), "nosniff");
  private static final byte[] NOTHING = {};

  private final ValidateApiKey keys;
  private final Supplier<String> requestIds;
  private final InstantSource clock;
  private final RequestMeters meters;
  private final int maxBodyBytes;
  private final BooleanSupplier draining;
  private final @Nullable KeyBuckets buckets;
  private final Outages outages;

  /**
   * For one server.
   *
   * @param requestIds never gives an id twice; ids are safe in a header
   * @param rateLimit of each key; none if keys may make as many requests as they like
   * @param draining whether the server is about to stop, so that clients should let go of their
   *     connections
   */
  public Exchange(
      ValidateApiKey keys,
      Supplier<String> requestIds,
      InstantSource clock,
      RequestMeters meters,
      int maxBodyBytes,
      Optional<RateLimit> rateLimit,
      BooleanSupplier draining) {
    this.keys = keys;
    this.requestIds = requestIds;
    this.clock = clock;
    this.meters = meters;
    this.maxBodyBytes = maxBodyBytes;
    this.buckets = rateLimit.map(limit -> new KeyBuckets(limit, clock)).orElse(null);
    this.draining = draining;
    this.outages = new Outages(clock);
  }

  /** A fresh id; what the client calls its request is never taken over. */
  String requestId() {
    return requestIds.get();
  }

  RequestMeters meters() {
    return meters;
  }

  Outages outages() {
    return outages;
  }

  int maxBodyBytes() {
    return maxBodyBytes;
  }

  /**
   * Whether the request asks for more than may be asked for in one line. Helidon would refuse it
   * without having read what it asks for, so that nobody could tell what the answer has to look
   * like; it is let through up to {@link #LONGEST_LINE}.
   */
  static boolean tooLong(ServerRequest request) {
    HttpPrologue prologue = request.prologue();
    return prologue.uriPath().rawPath().length() + prologue.query().rawValue().length()
        > LONGEST_TARGET;
  }

  /** The problem as the surface tells it. */
  Answer refuse(Surface surface, Problem problem, String requestId) {
    if (surface == Surface.ADMIN) {
      // Its contract promises administrators that they find the id of an error in the log.
      LOGGER.log(
          Logger.Level.INFO,
          () ->
              "%s: %d %s: %s"
                  .formatted(
                      requestId,
                      problem.fault().status().code(),
                      problem.fault().code(),
                      problem.message()));
    }
    Answer answer = surface.answer(surface.inOwnTerms(problem), requestId, clock.instant());
    return problem.fault() == Fault.UNAUTHENTICATED ? answer.with(surface.challenge()) : answer;
  }

  /**
   * The key that allows the call.
   *
   * @throws Refusal if there is none, or if it was used too often
   */
  ApiKey authenticate(Surface surface, ServerRequest request, List<Scope> anyOf) {
    String secret =
        surface
            .presentedKey(request.headers())
            .orElseThrow(() -> new Refusal(surface.unauthenticated()));
    return switch (keys.validate(HashedKeys.hash(secret))) {
      case ValidateApiKey.Outcome.Unknown unknown -> throw new Refusal(surface.unauthenticated());
      case ValidateApiKey.Outcome.Valid valid -> {
        if (buckets != null) {
          buckets.take(valid.key().id());
        }
        for (Scope scope : anyOf) {
          if (valid.key().allows(scope)) {
            yield valid.key();
          }
        }
        throw new Refusal(surface.forbidden());
      }
    };
  }

  /** Sends the answer, and closes the connection if it cannot be used any more. */
  void send(Answer answer, String requestId, ServerRequest request, ServerResponse response) {
    response.status(answer.status());
    ServerResponseHeaders headers = response.headers();
    addCommon(headers, requestId);
    for (Header header : answer.headers()) {
      headers.set(header);
    }
    boolean last = answer.last() || lastOnConnection(request);
    if (last) {
      headers.set(HeaderValues.CONNECTION_CLOSE);
    }
    if (request.prologue().method().equals(Method.HEAD)) {
      headers.contentLength(answer.length());
      response.send(NOTHING);
    } else {
      response.send(answer.body(), 0, answer.length());
    }
    if (last) {
      if (!answer.last() && !awaitsContinue(request)) {
        // A socket that is closed over unread bytes may take the answer with it.
        request.content().consume();
      }
      throw new CloseConnectionException("The answer said that it is the last on its connection");
    }
  }

  /** The headers of every answer. */
  static void addCommon(WritableHeaders<?> headers, String requestId) {
    headers.set(HeaderValues.createCached(X_REQUEST_ID, requestId));
    headers.set(NO_STORE);
    headers.set(NOSNIFF);
  }

  private boolean lastOnConnection(ServerRequest request) {
    return draining.getAsBoolean() || asksToClose(request) || awaitsContinue(request);
  }

  /** Looked for only where there is any such header, because splitting it up takes its time. */
  private static boolean asksToClose(ServerRequest request) {
    return request.headers().contains(HeaderNames.CONNECTION)
        && request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
  }

  /**
   * A client that was never told to go on may send its body or not: nobody knows what comes next.
   */
  private static boolean awaitsContinue(ServerRequest request) {
    return request.headers().contains(HeaderNames.EXPECT) && !request.continueSent();
  }
}
