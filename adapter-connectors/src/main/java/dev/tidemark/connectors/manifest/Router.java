package dev.tidemark.connectors.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.interpolation.Interpolation;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.request.Composer.Insertion;
import dev.tidemark.connectors.request.RequestOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a listing is divided by. */
public sealed interface Router {
  /** The types that {@link #load} reads. */
  List<String> TYPES = List.of("SubstreamPartitionRouter", "ListPartitionRouter");

  /**
   * By given values.
   *
   * @param values each may be one, or come out as a list of them
   * @param field what a value is called
   * @param option where it goes in a request, if anywhere
   */
  record Listed(List<Interpolation> values, Interpolation field, Optional<RequestOption> option)
      implements Router {
    /** Copies the list. */
    public Listed {
      values = List.copyOf(values);
    }

    /** The values; those that an expression makes keep their types. */
    public List<JsonNode> nodes(Scope scope) {
      List<JsonNode> nodes = new ArrayList<>();
      for (Interpolation value : values) {
        JsonNode node = Json.node(value.value(scope));
        if (node.isArray()) {
          node.forEach(nodes::add);
        } else if (!node.asText("-").isEmpty()) {
          nodes.add(node);
        }
      }
      return nodes;
    }
  }

  /** By the records of one parent after another. */
  record ByParents(List<Parent> parents) implements Router {
    /** Copies the list. */
    public ByParents {
      parents = List.copyOf(parents);
    }
  }

  /** What a request for the partition carries beside the requester's own. */
  default Stream<Insertion> insertions(Partition partition, Scope scope) {
    return switch (this) {
      case Listed listed -> insertion(listed.option, listed.field, partition, scope);
      case ByParents by -> {
        // Parents may share a field and a place, of which there is one in a request.
        Set<String> places = new HashSet<>();
        yield by.parents.stream()
            .flatMap(parent -> insertion(parent.option(), parent.field(), partition, scope))
            .filter(insertion -> places.add(place(insertion.option(), scope)));
      }
    };
  }

  private static String place(RequestOption option, Scope scope) {
    return option.into()
        + option.path().stream()
            .map(name -> name.text(scope))
            .collect(Collectors.joining("/", "/", ""));
  }

  private static Stream<Insertion> insertion(
      Optional<RequestOption> option, Interpolation field, Partition partition, Scope scope) {
    return option
        .flatMap(
            place -> partition.value(field.text(scope)).map(value -> new Insertion(place, value)))
        .stream();
  }

  /** The places of the request that it fills, as far as known; parents may fill the same one. */
  default Stream<String> places() {
    Stream<RequestOption> options =
        switch (this) {
          case Listed listed -> listed.option.stream();
          case ByParents by -> by.parents.stream().map(Parent::option).flatMap(Optional::stream);
        };
    return options.map(RequestOption::place).flatMap(Optional::stream).distinct();
  }

  /** The names of the fields it gives to a partition, where they are known before a read. */
  default Stream<String> fields() {
    return switch (this) {
      case Listed listed -> listed.field.literal().stream();
      case ByParents by ->
          by.parents.stream().flatMap(parent -> parent.field().literal().stream()).distinct();
    };
  }

  /** What it calls the value that makes a partition; of several parents the first one's word. */
  default String name(Scope scope) {
    return switch (this) {
      case Listed listed -> listed.field.text(scope);
      case ByParents by -> by.parents.get(0).field().text(scope);
    };
  }

  /** Whether an increment lists only the parents that changed. */
  default boolean incremental() {
    return this instanceof ByParents by && by.parents.stream().anyMatch(Parent::incremental);
  }

  private boolean byFingerprints() {
    return this instanceof ByParents by
        && by.parents.stream().anyMatch(parent -> parent.fingerprint().isPresent());
  }

  /**
   * Reads the field {@code partition_router}: a router, or several whose partitions are combined
   * each with each. Those with parents come first, so that no parent is listed more than once per
   * partition of another.
   */
  static List<Router> loadAll(Component retriever) {
    String field = "partition_router";
    List<Component> parts =
        retriever.value(field) instanceof List<?>
            ? retriever.children(field, false, TYPES)
            : retriever.child(field, false, TYPES).stream().toList();
    List<Router> routers =
        parts.stream()
            .map(Router::load)
            .flatMap(Optional::stream)
            .sorted(Comparator.comparing(Listed.class::isInstance))
            .toList();
    List<String> names = routers.stream().flatMap(Router::fields).toList();
    if (names.stream().distinct().count() < names.size()) {
      retriever.refuse(field, "two of its routers give a partition a field of the same name");
    }
    long byParents = routers.stream().filter(ByParents.class::isInstance).count();
    if (byParents > 1 && routers.stream().anyMatch(Router::byFingerprints)) {
      // What is new in the one is to be combined with all of the other, changed or not.
      retriever.refuse(
          field, "cannot combine parents with others that have an x-tidemark-fingerprint");
    }
    return routers;
  }

  private static Optional<Router> load(Component component) {
    Optional<? extends Router> router =
        component.type().equals("ListPartitionRouter") ? listed(component) : byParents(component);
    component.done();
    return router.map(known -> known);
  }

  private static Optional<Router> listed(Component component) {
    Object given = component.value("values");
    List<Interpolation> values = new ArrayList<>();
    if (given instanceof List<?> list) {
      // As in the reference, what is written in the manifest is text, also when it looks like more.
      list.stream()
          .filter(value -> value != null)
          .map(Interpolation::pythonText)
          .map(Interpolation::constant)
          .forEach(values::add);
    } else {
      component.requiredTemplate("values").ifPresent(values::add);
    }
    if (given != null && values.isEmpty()) {
      component.refuse("values", "must be a list of values, or an expression that makes one");
    }
    Optional<RequestOption> option =
        component.child("request_option", "RequestOption").flatMap(RequestOption::load);
    return component
        .requiredTemplate("cursor_field")
        .filter(name -> !values.isEmpty())
        .map(name -> new Listed(values, name, option));
  }

  private static Optional<Router> byParents(Component component) {
    String field = "parent_stream_configs";
    List<Component> configs = component.children(field, true, List.of("ParentStreamConfig"));
    if (component.list(field).isEmpty()) {
      component.refuse(field, "needs at least one parent stream");
    }
    List<Parent> parents = configs.stream().map(Parent::load).flatMap(Optional::stream).toList();
    return parents.isEmpty() ? Optional.empty() : Optional.of(new ByParents(parents));
  }
}
