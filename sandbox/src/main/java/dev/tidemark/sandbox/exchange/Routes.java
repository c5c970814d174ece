package dev.tidemark.sandbox.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paths an emulator answers; {@code {name}} in a template stands for one segment. */
public final class Routes {
  /** Answers one route; {@code parameters} are the path's segments that the template left open. */
  @FunctionalInterface
  public interface Endpoint {
    Answer answer(Call call, String account, List<String> parameters);
  }

  /** A route that a request met. */
  public record Match(String template, Endpoint endpoint, List<String> parameters) {}

  private record Route(String template, List<String> segments, Endpoint endpoint) {}

  private final Map<String, Route> exact = new LinkedHashMap<>();
  private final List<Route> open = new ArrayList<>();

  /** Adds a route for a method and a template, as in {@code get("/v1/customers/{id}", ...)}. */
  public Routes get(String template, Endpoint endpoint) {
    return on("GET", template, endpoint);
  }

  /** The same for a request that sends a body. */
  public Routes post(String template, Endpoint endpoint) {
    return on("POST", template, endpoint);
  }

  private Routes on(String method, String template, Endpoint endpoint) {
    String name = method + " " + template;
    Route route = new Route(name, List.of(name.split("/")), endpoint);
    if (template.contains("{")) {
      open.add(route);
    } else {
      exact.put(name, route);
    }
    return this;
  }

  public Optional<Match> match(String method, String path) {
    String name = method + " " + path;
    Route route = exact.get(name);
    if (route != null) {
      return Optional.of(new Match(route.template(), route.endpoint(), List.of()));
    }
    List<String> segments = List.of(name.split("/"));
    return open.stream().flatMap(candidate -> match(candidate, segments).stream()).findFirst();
  }

  /** Every route as {@code METHOD template}. */
  public List<String> templates() {
    List<String> templates = new ArrayList<>(exact.keySet());
    open.forEach(route -> templates.add(route.template()));
    return templates;
  }

  private static Optional<Match> match(Route route, List<String> path) {
    if (path.size() != route.segments().size()) {
      return Optional.empty();
    }
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      String segment = route.segments().get(i);
      if (segment.startsWith("{")) {
        parameters.add(path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Match(route.template(), route.endpoint(), parameters));
  }
}
