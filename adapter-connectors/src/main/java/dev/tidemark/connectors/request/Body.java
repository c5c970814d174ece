package dev.tidemark.connectors.request;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Variable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request carries, before paging and slicing add to it. */
sealed interface Body {
  /** Nothing of its own. */
  record None() implements Body {}

  /** JSON. */
  record OfJson(JsonTemplate json) implements Body {}

  /** A form. */
  record Form(Options fields) implements Body {}

  /** Text as it is. */
  record Text(Interpolation text) implements Body {}

  /** Reads a requester's body in either of its spellings. */
  static Body load(Component requester, Variable... variables) {
    Optional<Body> data = data(requester, variables);
    Optional<Body> json = json(requester, requester.value("request_body_json"), variables);
    Optional<Body> body =
        requester
            .child(
                "request_body",
                false,
                List.of(
                    "RequestBodyJsonObject",
                    "RequestBodyUrlEncodedForm",
                    "RequestBodyPlainText",
                    "RequestBodyGraphQL"))
            .flatMap(component -> typed(component, variables));
    if (data.isPresent() && json.isPresent()) {
      requester.refuse("request_body_data", "give either request_body_data or request_body_json");
    }
    if (body.isPresent() && (data.isPresent() || json.isPresent())) {
      requester.refuse("request_body", "give the body once");
    }
    return body.or(() -> json).or(() -> data).orElseGet(None::new);
  }

  private static Optional<Body> data(Component requester, Variable... variables) {
    Object value = requester.value("request_body_data");
    if (value instanceof String) {
      return requester.template("request_body_data", variables).map(Text::new);
    }
    return value == null
        ? Optional.empty()
        : Optional.of(new Form(Options.load(requester, "request_body_data", variables)));
  }

  private static Optional<Body> json(
      Component requester, @Nullable Object value, Variable... variables) {
    return value == null
        ? Optional.empty()
        : JsonTemplate.load(requester, requester.path("request_body_json"), value, variables)
            .map(OfJson::new);
  }

  private static Optional<Body> typed(Component component, Variable... variables) {
    Object value = component.value("value");
    if (value == null) {
      component.refuse("value", "is required");
      component.done();
      return Optional.empty();
    }
    Optional<Body> body =
        switch (component.type()) {
          case "RequestBodyJsonObject", "RequestBodyGraphQL" ->
              JsonTemplate.load(component, component.path("value"), value, variables)
                  .map(OfJson::new);
          case "RequestBodyUrlEncodedForm" ->
              Optional.of(new Form(Options.load(component, "value", variables)));
          case "RequestBodyPlainText" -> component.template("value", variables).map(Text::new);
          default -> throw new IllegalArgumentException("no body: " + component.type());
        };
    component.done();
    return body;
  }
}
