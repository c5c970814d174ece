package dev.tidemark.connectors.failure;

import static dev.tidemark.connectors.interpolation.Variable.HEADERS;
import static dev.tidemark.connectors.interpolation.Variable.RESPONSE;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.expression.ExpressionException;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider's answers mean, whatever is asked. Some tell a failure with the status 200.
 *
 * @param failures the first that matches an answer decides, before any error handler
 * @param retryTime where an answer's body says when to ask again
 */
public record ProviderRules(List<Rule> failures, Optional<RetryTime> retryTime) {
  /** None. */
  public static final ProviderRules NONE = new ProviderRules(List.of(), Optional.empty());

  /** The failures that a rule can tell. */
  public enum Kind {
    /** The credentials are not accepted. */
    CREDENTIALS_REJECTED,
    /** They may not read this. */
    PERMISSION_DENIED,
    /** The provider asks to slow down. */
    RATE_LIMITED,
    /** It no longer knows the checkpoint. */
    CHECKPOINT_EXPIRED,
    /** It failed, and may not again. */
    PROVIDER_UNAVAILABLE,
    /** It refuses, and will again. */
    REQUEST_REFUSED;

    String spelling() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One rule; where it has both a condition and statuses, both must fit.
   *
   * @param statuses empty for any
   */
  public record Rule(Set<Integer> statuses, Optional<Interpolation> predicate, Kind kind) {
    /** Copies the set. */
    public Rule {
      statuses = Set.copyOf(statuses);
    }

    private boolean fits(Received received, Scope scope) {
      if (!statuses.isEmpty() && !statuses.contains(received.status())) {
        return false;
      }
      try {
        return predicate.map(condition -> condition.test(scope)).orElse(true);
      } catch (ExpressionException e) {
        // It is asked of every answer, also of those that have another form.
        return false;
      }
    }
  }

  /** Copies the list. */
  public ProviderRules {
    failures = List.copyOf(failures);
  }

  /** The failure that an answer is, by the first rule that fits. */
  Optional<Kind> kind(Received received, Scope scope) {
    return failures.stream().filter(rule -> rule.fits(received, scope)).findFirst().map(Rule::kind);
  }

  /** Reads the extensions in a manifest's metadata; parts with problems are told and left out. */
  public static ProviderRules load(Component metadata) {
    List<Rule> failures = new ArrayList<>();
    for (Component part : metadata.sections("x-tidemark-failures", "a failure")) {
      rule(part).ifPresent(failures::add);
    }
    Optional<RetryTime> retryTime =
        metadata.section("x-tidemark-retry-time", "a retry time").flatMap(RetryTime::load);
    return new ProviderRules(failures, retryTime);
  }

  private static Optional<Rule> rule(Component component) {
    Set<Integer> statuses = new HashSet<>();
    for (Object code : component.list("http_codes")) {
      if (code instanceof Integer number && number >= 200 && number <= 599) {
        statuses.add(number);
      } else {
        component.refuse("http_codes", "must be a list of HTTP statuses from 200 to 599");
      }
    }
    Optional<Interpolation> predicate = component.template("predicate", RESPONSE, HEADERS);
    Optional<Kind> kind =
        component.required("failure", component.choice("failure", Kind.class, Kind::spelling));
    if (component.value("predicate") == null && component.list("http_codes").isEmpty()) {
      component.refuse("predicate", "give a predicate, http_codes, or both");
      return Optional.empty();
    }
    component.done();
    return kind.map(known -> new Rule(statuses, predicate, known));
  }
}
