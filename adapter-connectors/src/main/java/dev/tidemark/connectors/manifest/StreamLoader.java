package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.cursor.DatetimeCursor;
import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.record.PrimaryKey;
import dev.tidemark.connectors.record.RecordSelector;
import dev.tidemark.connectors.record.SchemaTypes;
import dev.tidemark.connectors.record.Transformation;
import dev.tidemark.connectors.request.RequestOption;
import dev.tidemark.domain.hash.Sha256;
import dev.tidemark.domain.provider.ModelName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the streams of a manifest. */
final class StreamLoader {
  /** The setup step that a stream waits for. */
  static final String REQUIRED_STEP = "x-tidemark-requires-step";

  private static final String KEEP = "x-tidemark-keep";
  private static final int DIGEST_LENGTH = 12;
  private static final List<String> UNREAD_SCHEMAS =
      List.of("DynamicSchemaLoader", "CustomSchemaLoader");
  private static final List<String> SCHEMA_LOADERS =
      List.of(
          "JsonFileSchemaLoader",
          "InlineSchemaLoader",
          UNREAD_SCHEMAS.get(0),
          UNREAD_SCHEMAS.get(1));

  private StreamLoader() {}

  /** Reads a component of type {@code DeclarativeStream}; empty when something is wrong with it. */
  static Optional<StreamDefinition> load(Component stream) {
    Optional<String> name = stream.requiredText("name");
    Optional<ModelName> model = name.flatMap(text -> model(stream, text));
    Optional<Retriever> retriever =
        stream.requiredChild("retriever", "SimpleRetriever").flatMap(Retriever::load);
    Optional<DatetimeCursor> cursor =
        stream
            .child("incremental_sync", false, List.of("DatetimeBasedCursor"))
            .flatMap(DatetimeCursor::load);
    PrimaryKey key = PrimaryKey.load(stream);
    Optional<KeptFields> kept = KeptFields.load(stream, KEEP, key);
    List<Transformation> transformations =
        stream.children("transformations", false, Transformation.TYPES).stream()
            .map(Transformation::load)
            .flatMap(Optional::stream)
            .toList();
    Tracking tracking = Tracking.load(stream, retriever, cursor, key);
    Optional<SchemaTypes> types = schemaLoader(stream);
    Optional<String> requiredStep = stream.text(REQUIRED_STEP);
    stream.ignore("state_migrations", "has no effect: checkpoints are the engine's own");
    stream.lacks("file_uploader", "files are not transferred");
    stream.doneLeniently();
    Stream<RequestOption> slicing =
        Stream.concat(
            cursor.stream().flatMap(DatetimeCursor::options),
            tracking.opaque().stream().map(OpaqueCheckpoint::option));
    retriever.ifPresent(read -> refuseConflicts(stream, read, slicing));
    if (name.isEmpty() || model.isEmpty() || retriever.isEmpty()) {
      return Optional.empty();
    }
    boolean filtersLast = cursor.map(DatetimeCursor::filtered).orElse(false);
    if (retriever.get().selector().normalizes() && types.isEmpty()) {
      stream.ignore("retriever", "normalizes nothing: there is no inline schema to do it by");
    }
    RecordSelector selector = retriever.get().selector().in(transformations, filtersLast, types);
    return Optional.of(
        new StreamDefinition(
            name.get(),
            model.get(),
            retriever.get().selecting(selector),
            cursor,
            key,
            kept,
            tracking.in(transformations, filtersLast, types),
            requiredStep,
            digest(stream)));
  }

  private static Optional<ModelName> model(Component stream, String name) {
    String field = "x-tidemark-model";
    Optional<String> given = stream.text(field);
    String text = given.orElseGet(() -> name.strip().replaceAll("[^A-Za-z0-9_]+", "_"));
    try {
      return Optional.of(new ModelName(text));
    } catch (IllegalArgumentException e) {
      stream.refuse(given.isPresent() ? field : "name", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Schemas are read for the types of fields only: records are stored as they come. */
  private static Optional<SchemaTypes> schemaLoader(Component stream) {
    String field = "schema_loader";
    List<Component> loaders =
        stream.value(field) instanceof List<?>
            ? stream.children(field, true, SCHEMA_LOADERS)
            : stream.child(field, true, SCHEMA_LOADERS).stream().toList();
    if (loaders.stream().anyMatch(loader -> UNREAD_SCHEMAS.contains(loader.type()))) {
      stream.ignore(field, "is not run: records are stored as they come");
    }
    return loaders.stream()
        .filter(loader -> loader.type().equals("InlineSchemaLoader"))
        .map(loader -> SchemaTypes.of(loader.value("schema")))
        .findFirst();
  }

  private static void refuseConflicts(
      Component stream, Retriever retriever, Stream<RequestOption> slicing) {
    Set<String> seen = new HashSet<>();
    Stream<String> options =
        Stream.concat(retriever.pages().options(), slicing)
            .flatMap(option -> option.place().stream());
    Stream<String> partitions = retriever.routers().stream().flatMap(Router::places);
    Stream.of(retriever.requester().places(), options, partitions)
        .flatMap(some -> some)
        .filter(place -> !seen.add(place))
        .forEach(place -> stream.refuse("retriever", "sets " + place + " in two places"));
  }

  private static String digest(Component stream) {
    Map<String, @Nullable Object> relevant = new LinkedHashMap<>(stream.fields());
    relevant.keySet().removeAll(List.of("schema_loader", REQUIRED_STEP));
    return Sha256.hex(Json.canonical(Json.node(relevant))).substring(0, DIGEST_LENGTH);
  }
}
