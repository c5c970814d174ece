package dev.tidemark.sandbox;

import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Emulator;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Routes;
import dev.tidemark.sandbox.fault.Effect;
import dev.tidemark.sandbox.fault.FaultPlan;
import dev.tidemark.sandbox.fault.RetryAfter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What every request to one provider goes through, whatever the provider. Safe for threads. */
final class Gateway {
  private final Emulator emulator;
  private final InstantSource clock;
  private final FaultPlan faults = new FaultPlan();
  private final RateLimiter limiter = new RateLimiter();
  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private volatile boolean revoked;

  Gateway(Emulator emulator, InstantSource clock) {
    this.emulator = emulator;
    this.clock = clock;
  }

  Emulator emulator() {
    return emulator;
  }

  FaultPlan faults() {
    return faults;
  }

  RateLimiter limiter() {
    return limiter;
  }

  void revoked(boolean now) {
    revoked = now;
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

  Delivery handle(Call call) {
    Optional<Routes.Match> match = emulator.routes().match(call.method(), call.path());
    String route = match.map(Routes.Match::template).orElse(call.method() + " (other)");
    requests.computeIfAbsent(route, key -> new LongAdder()).increment();
    return faults
        .strike(call.method(), call.path())
        .map(effect -> deliver(effect, call, match))
        .orElseGet(() -> new Delivery.Plain(answer(call, match)));
  }

  private Delivery deliver(Effect effect, Call call, Optional<Routes.Match> match) {
    return switch (effect) {
      case Effect.Status status -> new Delivery.Plain(refuse(call, status));
      case Effect.Slow slow -> new Delivery.Late(answer(call, match), slow.delay());
      case Effect.Dribble dribble ->
          new Delivery.Dribbled(answer(call, match), dribble.bytes(), dribble.pause());
      case Effect.Truncate truncate -> new Delivery.CutOff(answer(call, match));
      case Effect.Malformed malformed -> new Delivery.Plain(halved(answer(call, match)));
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
        emulator.error(
            call, Problem.of(fault.status(), "The sandbox was told to answer " + fault.status()));
    if (body != null) {
      answer = answer.withBody(body.getBytes(StandardCharsets.UTF_8));
    }
    RetryAfter retryAfter = fault.retryAfter();
    return retryAfter == null
        ? answer
        : answer.with("Retry-After", retryAfter.value(clock.instant()));
  }

  private Answer answer(Call call, Optional<Routes.Match> match) {
    try {
      String account = emulator.authenticate(call);
      if (revoked) {
        throw Problem.of(401, "The credentials were revoked").refusal();
      }
      Optional<Duration> wait = limiter.overrun(clock.instant());
      if (wait.isPresent()) {
        throw new Problem(429, "", "Too many requests", null, wait.get()).refusal();
      }
      Routes.Match route =
          match.orElseThrow(() ->
              Problem.of(404, "There is no " + call.method() + " " + call.path() + " here")
                  .refusal());
      return route.endpoint().answer(call, account, route.parameters());
    } catch (Problem.Refusal refusal) {
      return emulator.error(call, refusal.problem());
    }
  }

  private static Answer halved(Answer answer) {
    return answer.withBody(Arrays.copyOf(answer.body(), answer.body().length / 2));
  }
}
