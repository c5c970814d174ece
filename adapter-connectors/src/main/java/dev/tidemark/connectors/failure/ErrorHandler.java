package dev.tidemark.connectors.failure;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what an answer means. */
public sealed interface ErrorHandler {
  /** The types that {@link #load} reads; the first is meant when none is named. */
  List<String> TYPES = List.of("DefaultErrorHandler", "CompositeErrorHandler");

  /** Without filters and waits of its own. */
  static ErrorHandler standard() {
    return new Default(List.of(), List.of());
  }

  /** The first filter that matches decides; else the status does. */
  record Default(List<ResponseFilter> filters, List<BackOff> backOffs) implements ErrorHandler {
    /** Copies the lists. */
    public Default {
      filters = List.copyOf(filters);
      backOffs = List.copyOf(backOffs);
    }
  }

  /** The first handler decides that finds anything but a failure; else the last one does. */
  record Composite(List<ErrorHandler> handlers) implements ErrorHandler {
    /** Refuses an empty list; copies it. */
    public Composite {
      handlers = List.copyOf(handlers);
      if (handlers.isEmpty()) {
        throw new IllegalArgumentException("handlers must not be empty");
      }
    }
  }

  /** What the answer means. */
  default Resolution resolve(Received received, Scope scope) {
    return switch (this) {
      case Default own -> {
        for (ResponseFilter filter : own.filters) {
          Optional<Resolution> resolution = filter.resolve(received, scope);
          if (resolution.isPresent()) {
            yield resolution.get();
          }
        }
        yield Resolution.byStatus(received.status());
      }
      case Composite all -> {
        Resolution resolution = Resolution.byStatus(received.status());
        for (ErrorHandler handler : all.handlers) {
          resolution = handler.resolve(received, scope);
          if (resolution.action() != Resolution.Action.FAIL) {
            yield resolution;
          }
        }
        yield resolution;
      }
    };
  }

  /** The waits it names, in the order in which they are asked. */
  default Stream<BackOff> waits() {
    return switch (this) {
      case Default own -> own.backOffs.stream();
      case Composite all -> all.handlers.stream().flatMap(ErrorHandler::waits);
    };
  }

  /** Reads a component of one of {@link #TYPES}; parts with problems are told and left out. */
  static ErrorHandler load(Component component) {
    if (component.type().equals("CompositeErrorHandler")) {
      List<ErrorHandler> handlers =
          component.children("error_handlers", true, TYPES).stream()
              .map(ErrorHandler::load)
              .toList();
      if (component.list("error_handlers").isEmpty()) {
        component.refuse("error_handlers", "needs at least one error handler");
      }
      component.done();
      return handlers.isEmpty() ? standard() : new Composite(handlers);
    }
    List<ResponseFilter> filters =
        component.children("response_filters", true, List.of("HttpResponseFilter")).stream()
            .map(ResponseFilter::load)
            .toList();
    List<BackOff> backOffs =
        component.children("backoff_strategies", false, BackOff.TYPES).stream()
            .map(BackOff::load)
            .flatMap(Optional::stream)
            .toList();
    component.ignore("max_retries", "has no effect: the engine's retry policy decides");
    component.ignore("max_time", "has no effect: the engine's retry policy decides");
    component.done();
    return new Default(filters, backOffs);
  }
}
