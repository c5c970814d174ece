package dev.tidemark.connectors.request;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A place in a request where a value goes.
 *
 * @param path one name, or in a JSON body the names that lead to the place
 */
public record RequestOption(Into into, List<Interpolation> path) {
  /** The part of the request. */
  public enum Into {
    /** The query. */
    REQUEST_PARAMETER,
    /** A header. */
    HEADER,
    /** A field of a form. */
    BODY_DATA,
    /** A field of a JSON body. */
    BODY_JSON;

    String spelling() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the path. */
  public RequestOption {
    path = List.copyOf(path);
  }

  /** Reads a component of type {@code RequestOption}; empty when something is wrong with it. */
  public static Optional<RequestOption> load(Component component) {
    Optional<Into> into =
        component.required(
            "inject_into", component.choice("inject_into", Into.class, Into::spelling));
    Optional<Interpolation> name = component.template("field_name");
    List<Interpolation> path = component.templates("field_path");
    component.ignore("page_size", "has no effect here; the pagination_strategy has it");
    component.done();
    if (name.isPresent() != path.isEmpty()) {
      component.refuse("field_name", "give either field_name or field_path");
      return Optional.empty();
    }
    if (!path.isEmpty() && into.isPresent() && into.get() != Into.BODY_JSON) {
      component.refuse("field_path", "is only possible with inject_into: body_json");
      return Optional.empty();
    }
    return into.map(part -> new RequestOption(part, name.map(List::of).orElse(path)));
  }

  /** The place as it can be told before a read, for finding two that are the same. */
  public Optional<String> place() {
    StringBuilder place = new StringBuilder(into.spelling());
    for (Interpolation segment : path) {
      if (segment.literal().isEmpty()) {
        return Optional.empty();
      }
      place.append('/').append(segment.literal().get());
    }
    return Optional.of(place.toString());
  }
}
