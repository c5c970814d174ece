package dev.tidemark.connectors.failure;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.expression.BoundedMatch;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** When an answer says, or its manifest knows, that it is worth asking again. */
sealed interface BackOff {
  List<String> TYPES =
      List.of(
          "ConstantBackoffStrategy",
          "ExponentialBackoffStrategy",
          "WaitTimeFromHeader",
          "WaitUntilTimeFromHeader");

  /** Always so many seconds. */
  record Constant(Interpolation seconds) implements BackOff {}

  /** The first of ever longer waits; the engine's own back-off makes the later ones longer. */
  record Exponential(Interpolation factor) implements BackOff {}

  /** A header holds the seconds to wait. */
  record ForHeader(Interpolation header, Optional<Pattern> part) implements BackOff {}

  /** A header holds the time to wait for, in seconds of the epoch. */
  record UntilHeader(Interpolation header, Optional<Pattern> part, Optional<Interpolation> atLeast)
      implements BackOff {}

  /** The instant, if this strategy can tell one. */
  default Optional<Instant> retryAt(Received received, Scope scope, Instant now) {
    return switch (this) {
      case Constant constant -> later(now, number(constant.seconds.text(scope)));
      case Exponential growing -> {
        OptionalDouble factor = number(growing.factor.text(scope));
        yield later(now, factor.isPresent() ? OptionalDouble.of(2 * factor.getAsDouble()) : factor);
      }
      case ForHeader wait -> later(now, header(received, wait.header.text(scope), wait.part));
      case UntilHeader until -> {
        OptionalDouble epoch = header(received, until.header.text(scope), until.part);
        OptionalDouble least =
            until
                .atLeast
                .map(seconds -> number(seconds.text(scope)))
                .orElse(OptionalDouble.empty());
        OptionalDouble wait =
            epoch.isPresent()
                ? OptionalDouble.of(epoch.getAsDouble() - now.toEpochMilli() / 1000.0)
                : OptionalDouble.empty();
        yield later(now, longer(wait, least));
      }
    };
  }

  private static OptionalDouble longer(OptionalDouble wait, OptionalDouble least) {
    if (wait.isEmpty() || least.isEmpty()) {
      return wait.isEmpty() ? least : wait;
    }
    return OptionalDouble.of(Math.max(wait.getAsDouble(), least.getAsDouble()));
  }

  private static Optional<Instant> later(Instant now, OptionalDouble seconds) {
    // Beyond a century a number is no wait any more, and could not be added.
    if (seconds.isEmpty() || seconds.getAsDouble() <= 0 || seconds.getAsDouble() > 3.2e9) {
      return Optional.empty();
    }
    return Optional.of(now.plus(Duration.ofMillis((long) (seconds.getAsDouble() * 1000))));
  }

  private static OptionalDouble header(Received received, String name, Optional<Pattern> part) {
    String value = received.headers().getOrDefault(name, "");
    return number(part.flatMap(regex -> BoundedMatch.atStart(regex, value)).orElse(value));
  }

  private static OptionalDouble number(String text) {
    try {
      double number = Double.parseDouble(text.strip());
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  static Optional<BackOff> load(Component component) {
    Optional<? extends BackOff> backOff =
        switch (component.type()) {
          case "ConstantBackoffStrategy" ->
              component.requiredTemplate("backoff_time_in_seconds").map(Constant::new);
          case "ExponentialBackoffStrategy" ->
              Optional.of(
                  new Exponential(
                      component.template("factor").orElseGet(() -> Interpolation.constant(5))));
          case "WaitTimeFromHeader" -> {
            Optional<Pattern> part = pattern(component);
            yield component.requiredTemplate("header").map(name -> new ForHeader(name, part));
          }
          case "WaitUntilTimeFromHeader" -> {
            Optional<Pattern> part = pattern(component);
            Optional<Interpolation> least = component.template("min_wait");
            yield component
                .requiredTemplate("header")
                .map(name -> new UntilHeader(name, part, least));
          }
          default -> throw new IllegalArgumentException("no back-off: " + component.type());
        };
    component.ignore("jitter_range_in_seconds", "has no effect: the engine adds its own jitter");
    component.ignore(
        "max_waiting_time_in_seconds", "has no effect: the engine's retry policy bounds waits");
    component.done();
    return backOff.map(known -> known);
  }

  private static Optional<Pattern> pattern(Component component) {
    return component
        .text("regex")
        .flatMap(regex -> {
          try {
            return Optional.of(Pattern.compile(regex.replace("(?P<", "(?<")));
          } catch (PatternSyntaxException e) {
            component.refuse("regex", "is no regular expression: " + e.getDescription());
            return Optional.empty();
          }
        });
  }
}
