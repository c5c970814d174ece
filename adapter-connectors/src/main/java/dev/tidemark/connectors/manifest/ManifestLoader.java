package dev.tidemark.connectors.manifest;

import dev.tidemark.connectors.document.Component;
import dev.tidemark.connectors.document.Problem;
import dev.tidemark.connectors.document.Problems;
import dev.tidemark.connectors.document.References;
import dev.tidemark.connectors.document.YamlText;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest of the connector language as of airbyte-python-cdk commit 9cc7b80f of
 * 2026-08-21: a strict subset of it. Whatever would not run is refused here, all of it at once.
 */
public final class ManifestLoader {
  private final Problems problems = new Problems();
  private final ProviderId unnamed;
  private final boolean onlyRunnable;

  private ManifestLoader(ProviderId unnamed, boolean onlyRunnable) {
    this.unnamed = unnamed;
    this.onlyRunnable = onlyRunnable;
  }

  /**
   * A manifest, and what of it was left out.
   *
   * @param leftOut the problems of streams that cannot be run; empty if all can
   */
  public record Loaded(Manifest manifest, List<Problem> leftOut) {
    /** Copies the list. */
    public Loaded {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * Reads a manifest.
   *
   * @param document the name of the document in messages
   * @param unnamed the provider's id if the manifest does not say one
   * @throws dev.tidemark.connectors.document.InvalidManifestException when it cannot be run; it
   *     carries every problem
   */
  public static Manifest load(String document, ProviderId unnamed, String text) {
    return new ManifestLoader(unnamed, false).read(document, text).manifest();
  }

  /**
   * Reads as much of a manifest as can be run: streams that cannot be are left out. Its credentials
   * are then checked by those of the named streams that are left, or else by the first stream.
   *
   * @throws dev.tidemark.connectors.document.InvalidManifestException when no stream can be run, or
   *     the trouble is with what all streams share
   */
  public static Loaded loadRunnable(String document, ProviderId unnamed, String text) {
    return new ManifestLoader(unnamed, true).read(document, text);
  }

  private Loaded read(String document, String text) {
    Manifest manifest = load(YamlText.read(document, text));
    if (!onlyRunnable || manifest.streams().isEmpty()) {
      problems.throwIfAny(document);
    }
    List<Problem> leftOut =
        problems.take(path -> path.matches("(streams\\[|dynamic_streams|check).*"));
    problems.throwIfAny(document);
    return new Loaded(manifest, leftOut);
  }

  /** What could be read; of use only if there were no problems. */
  private Manifest load(Map<String, @Nullable Object> document) {
    Component root =
        Component.root("DeclarativeSource", References.resolve(document, problems), problems);
    Object type = root.value("type");
    if (type != null && !type.equals("DeclarativeSource")) {
      root.refuse("type", "must be DeclarativeSource");
    }
    root.requiredText("version");
    root.text("description");
    Metadata metadata = Metadata.load(root);
    List<StreamDefinition> streams = streams(root, metadata);
    if (!onlyRunnable) {
      Set<ModelName> models =
          streams.stream().map(StreamDefinition::model).collect(Collectors.toSet());
      metadata.webhook().ifPresent(webhook -> webhook.refuseUnknown(models, problems));
    }
    Optional<Check> byStream =
        root.requiredChild("check", "CheckStream").map(check -> check(check, root, streams));
    Spec spec = root.child("spec", "Spec").map(Spec::load).orElse(Spec.NONE);
    ignored(root);
    root.done();
    return new Manifest(
        metadata.facts().orElseGet(() -> spec.facts(unnamed)),
        streams,
        metadata
            .check()
            .or(() -> byStream)
            .orElse(new Check.ByStreams(streams.stream().limit(1).toList())),
        metadata.pace(),
        metadata.rules(),
        metadata.oauth(),
        metadata.pipelines(),
        metadata.webhook(),
        spec.form(),
        problems.warnings());
  }

  private static void ignored(Component root) {
    root.value("definitions");
    root.value("schemas");
    root.lacks("dynamic_streams", "dynamic streams are not supported; list the streams");
    root.ignore("concurrency_level", "has no effect: the engine decides how much runs at once");
    root.ignore("api_budget", "has no effect; see x-tidemark-rate-budget");
    root.ignore("stream_groups", "has no effect: the syncs of a connection share a rate budget");
    root.ignore("max_concurrent_async_job_count", "has no effect: there are no such jobs");
  }

  private List<StreamDefinition> streams(Component root, Metadata metadata) {
    List<StreamDefinition> streams = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<ModelName> models = new HashSet<>();
    for (Component part : root.children("streams", true, List.of("DeclarativeStream"))) {
      Optional<StreamDefinition> loaded = StreamLoader.load(part);
      if (loaded.isPresent()) {
        StreamDefinition stream = loaded.get();
        if (!names.add(stream.name())) {
          part.refuse("name", "'" + stream.name() + "' is the name of another stream");
        }
        if (!models.add(stream.model())) {
          part.refuse("x-tidemark-model", stream.model() + " is the model of another stream");
        }
        stream.requiredStep().ifPresent(step -> refuseUnreleased(part, step, metadata));
        if (!problems.touches(part.path())) {
          streams.add(stream);
        }
      }
    }
    if (root.list("streams").isEmpty()) {
      root.refuse("streams", "needs at least one stream");
    }
    return streams;
  }

  private static void refuseUnreleased(Component stream, String step, Metadata metadata) {
    if (!step.equals(SetupStep.CRM_MAPPING)) {
      stream.refuse(
          StreamLoader.REQUIRED_STEP,
          "must be " + SetupStep.CRM_MAPPING + ": no other step releases a stream");
    } else if (!metadata.mayHaveStep(step)) {
      stream.refuse(StreamLoader.REQUIRED_STEP, "is no step of the provider");
    }
  }

  private Check check(Component check, Component root, List<StreamDefinition> streams) {
    List<String> names = check.texts("stream_names");
    // Also those that cannot be run, so that one fault is not told as two.
    Set<Object> written = new HashSet<>();
    for (Object stream : root.list("streams")) {
      written.add(stream instanceof Map<?, ?> map ? name(map) : "");
    }
    for (String name : names) {
      if (!written.contains(name)) {
        check.refuse("stream_names", "there is no stream '" + name + "'");
      }
    }
    if (names.isEmpty()) {
      check.refuse("stream_names", "needs at least one stream");
    }
    check.lacks("dynamic_streams_check_configs", "dynamic streams are not supported");
    check.lacks("config_overrides", "settings cannot be overridden for a check");
    check.done();
    List<StreamDefinition> named =
        streams.stream().filter(stream -> names.contains(stream.name())).toList();
    return new Check.ByStreams(
        named.isEmpty() && onlyRunnable ? streams.stream().limit(1).toList() : named);
  }

  private static String name(Map<?, ?> stream) {
    Object parameters = stream.get("$parameters");
    Object given = parameters instanceof Map<?, ?> map ? map.get("name") : null;
    Object own = stream.get("name");
    return String.valueOf(own == null || own.equals("") ? given : own);
  }
}
