package dev.tidemark.connectors.failure;

import static dev.tidemark.connectors.interpolation.Variable.HEADERS;
import static dev.tidemark.connectors.interpolation.Variable.RESPONSE;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.expression.ResultType;
import dev.tidemark.connectors.failure.Resolution.Action;
import dev.tidemark.connectors.failure.Resolution.Blame;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recognizes an answer by its status, by a condition, or by words in its error; any one suffices.
 *
 * @param action what to do then; a filter without one recognizes nothing
 */
record ResponseFilter(
    Set<Integer> statuses,
    Optional<Interpolation> predicate,
    Optional<String> words,
    Optional<Action> action,
    Optional<Blame> blame,
    Optional<Interpolation> message) {

  ResponseFilter {
    statuses = Set.copyOf(statuses);
  }

  static ResponseFilter load(Component component) {
    Set<Integer> statuses = new HashSet<>();
    for (Object code : component.list("http_codes")) {
      if (code instanceof Integer number) {
        statuses.add(number);
      } else {
        component.refuse("http_codes", "must be a list of whole numbers");
      }
    }
    Optional<Action> action = component.choice("action", Action.class, Action::name);
    ResponseFilter filter =
        new ResponseFilter(
            statuses,
            component.template("predicate", RESPONSE, HEADERS),
            component.text("error_message_contains"),
            action,
            component.choice(
                "failure_type", Blame.class, blame -> blame.name().toLowerCase(Locale.ROOT)),
            component.template("error_message", RESPONSE, HEADERS));
    component.done();
    return filter;
  }

  Optional<Resolution> resolve(Received received, Scope scope) {
    if (action.isEmpty() || !matches(received, scope)) {
      return Optional.empty();
    }
    Optional<String> text =
        message.map(template -> String.valueOf(template.orEmptyText(scope, ResultType.TEXT)));
    return Optional.of(new Resolution(action.get(), blame, text.filter(words -> !words.isBlank())));
  }

  private boolean matches(Received received, Scope scope) {
    return statuses.contains(received.status())
        || predicate.map(condition -> condition.test(scope)).orElse(false)
        || words.map(wanted -> received.comparedWords().contains(wanted)).orElse(false);
  }
}
