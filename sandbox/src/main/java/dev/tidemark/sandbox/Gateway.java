package dev.tidemark.sandbox;

import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Emulator;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Routes;
import dev.tidemark.sandbox.fault.Effect;
import dev.tidemark.sandbox.fault.FaultPlan;
import dev.tidemark.sandbox.fault.RetryAfter;
import dev.tidemark.sandbox.oauth.AuthorizationServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What every request to one provider goes through, whatever the provider. Safe for threads. */
final class Gateway {
  private final Emulator emulator;
  private final InstantSource clock;
  private final Optional<AuthorizationServer> signIn;
  private final FaultPlan faults = new FaultPlan();
  private final RateLimiter limiter = new RateLimiter();
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final RequestLog log = new RequestLog();
  private volatile boolean revoked;

  Gateway(Emulator emulator, InstantSource clock) {
    this.emulator = emulator;
    this.clock = clock;
    this.signIn = AuthorizationServer.of(emulator.name(), clock, emulator::account);
  }

  Emulator emulator() {
    return emulator;
  }

  /** The provider's own way to sign in; empty if it has none. */
  Optional<AuthorizationServer> signIn() {
    return signIn;
  }

  /** Everything that is answered, as {@code METHOD path}. */
  List<String> routes() {
    List<String> all = new ArrayList<>(emulator.routes().templates());
    signIn.ifPresent(server -> all.addAll(server.routes().templates()));
    return all;
  }

  FaultPlan faults() {
    return faults;
  }

  RateLimiter limiter() {
    return limiter;
  }

  void revoked(boolean now) {
    revoked = now;
    signIn.ifPresent(server -> server.revoked(now));
  }

  boolean revoked() {
    return revoked;
  }

  /** Requests received so far, by method and route. */
  Map<String, Long> requests() {
    Map<String, Long> counts = new TreeMap<>();
    requests.forEach((route, count) -> counts.put(route, count.sum()));
    return counts;
  }

  RequestLog log() {
    return log;
  }

  Delivery handle(Call call) {
    log.add(RequestLog.Entry.of(call, clock.instant()));
    Optional<Routes.Match> entrance =
        signIn.flatMap(server -> server.routes().match(call.method(), call.path()));
    Optional<Routes.Match> match =
        entrance.or(() -> emulator.routes().match(call.method(), call.path()));
    String route = match.map(Routes.Match::template).orElse(call.method() + " (other)");
    requests.computeIfAbsent(route, key -> new LongAdder()).increment();
    return faults
        .strike(call.method(), call.path())
        .map(effect -> deliver(effect, call, () -> answer(call, entrance, match)))
        .orElseGet(() -> new Delivery.Plain(answer(call, entrance, match)));
  }

  private Delivery deliver(Effect effect, Call call, Supplier<Answer> answer) {
    return switch (effect) {
      case Effect.Status status -> new Delivery.Plain(refuse(call, status));
      case Effect.Slow slow -> new Delivery.Late(answer.get(), slow.delay());
      case Effect.Dribble dribble ->
          new Delivery.Dribbled(answer.get(), dribble.bytes(), dribble.pause());
      case Effect.Truncate truncate -> new Delivery.CutOff(answer.get());
      case Effect.Malformed malformed -> new Delivery.Plain(halved(answer.get()));
      case Effect.Close close -> new Delivery.Nothing();
      case Effect.Redirect redirect ->
          new Delivery.Plain(
              Answer.empty(redirect.status()).with("Location", redirect.location().toString()));
      case Effect.Huge huge -> new Delivery.Flood(huge.bytes());
      case Effect.Down down -> new Delivery.Nothing();
    };
  }

  private Answer refuse(Call call, Effect.Status fault) {
    String body = fault.body();
    Answer answer =
        worded(
            call, Problem.of(fault.status(), "The sandbox was told to answer " + fault.status()));
    if (body != null) {
      answer = answer.withBody(body.getBytes(StandardCharsets.UTF_8));
    }
    RetryAfter retryAfter = fault.retryAfter();
    return retryAfter == null
        ? answer
        : answer.with("Retry-After", retryAfter.value(clock.instant()));
  }

  private Answer answer(Call call, Optional<Routes.Match> entrance, Optional<Routes.Match> match) {
    try {
      // whoever signs in has no credentials yet, and somebody at a page is not a client
      String account = entrance.isPresent() ? "" : authenticated(call);
      if (!signIn.map(AuthorizationServer::authorizePath).equals(Optional.of(call.path()))) {
        limit();
      }
      Routes.Match route =
          match.orElseThrow(() ->
              Problem.of(404, "There is no " + call.method() + " " + call.path() + " here")
                  .refusal());
      return route.endpoint().answer(call, account, route.parameters());
    } catch (Problem.Refusal refusal) {
      return worded(call, refusal.problem());
    }
  }

  private String authenticated(Call call) {
    String account =
        signIn.flatMap(server -> server.account(call)).orElseGet(() -> emulator.authenticate(call));
    if (revoked) {
      throw Problem.of(401, "The credentials were revoked").refusal();
    }
    return account;
  }

  private void limit() {
    Optional<Duration> wait = limiter.overrun(clock.instant());
    if (wait.isPresent()) {
      throw new Problem(429, "", "Too many requests", null, wait.get()).refusal();
    }
  }

  private Answer worded(Call call, Problem problem) {
    return signIn
        .flatMap(server -> server.trouble(call, problem))
        .orElseGet(() -> emulator.error(call, problem));
  }

  private static Answer halved(Answer answer) {
    return answer.withBody(Arrays.copyOf(answer.body(), answer.body().length / 2));
  }
}
