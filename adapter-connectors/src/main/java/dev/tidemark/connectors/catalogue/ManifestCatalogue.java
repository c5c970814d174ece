package dev.tidemark.connectors.catalogue;

import dev.tidemark.application.catalogue.ProviderCatalogue;
import dev.tidemark.connectors.document.InvalidManifestException;
import dev.tidemark.connectors.document.Problem;
import dev.tidemark.connectors.manifest.Manifest;
import dev.tidemark.connectors.manifest.ManifestLoader;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The providers of the built-in manifests, and of manifests that a user adds. A manifest of the
 * user replaces the built-in one of the same provider.
 */
public final class ManifestCatalogue implements ProviderCatalogue {
  private final Map<ProviderId, Provider> providers;
  private final Map<ProviderId, ProviderId> aliases;
  private final Map<ProviderId, Manifest> manifests;

  private ManifestCatalogue(
      Map<ProviderId, Provider> providers,
      Map<ProviderId, ProviderId> aliases,
      Map<ProviderId, Manifest> manifests) {
    this.providers = providers;
    this.aliases = aliases;
    this.manifests = manifests;
  }

  /** The built-in providers. */
  public static ManifestCatalogue builtIn() {
    return with(List.of());
  }

  /**
   * The built-in providers and those of more manifests.
   *
   * @throws InvalidManifestException when one cannot be run; it carries every problem of all of
   *     them
   */
  public static ManifestCatalogue with(List<ManifestFile> more) {
    List<ManifestFile> files = new ArrayList<>(ManifestFile.builtIn());
    files.addAll(more);
    return assemble(ProviderOrder.load(), load(files));
  }

  /** The manifests by provider; of several of one provider the last. */
  private static Map<ProviderId, Manifest> load(List<ManifestFile> files) {
    Map<ProviderId, Manifest> manifests = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (ManifestFile file : files) {
      try {
        Manifest manifest = ManifestLoader.load(file.name(), file.unnamed(), file.text());
        manifests.put(manifest.provider().id(), manifest);
      } catch (InvalidManifestException e) {
        e.problems().forEach(problem -> problems.add(problem.in(file.name())));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidManifestException("a manifest", problems);
    }
    return manifests;
  }

  /**
   * A catalogue, and what came of each file of a folder.
   *
   * @param files by name
   */
  public record Opened(ManifestCatalogue catalogue, Map<String, ManifestCheck> files) {
    /** Copies the map, in its order. */
    public Opened {
      files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** The problems of the files that were refused, and of the streams that were left out. */
    public List<Problem> problems() {
      List<Problem> problems = new ArrayList<>();
      files.forEach((name, check) ->
          (switch (check) {
                case ManifestCheck.Accepted accepted -> accepted.leftOut();
                case ManifestCheck.Refused refused -> refused.problems();
              })
              .forEach(problem -> problems.add(problem.in(name))));
      return problems;
    }
  }

  /**
   * The built-in providers and those of the manifests in a folder: {@code acme.yaml}, or {@code
   * acme/manifest.yaml}. A file that cannot be run keeps no other from running.
   *
   * @param onlyRunnable whether streams that cannot be run are left out instead of their manifests
   * @throws java.io.UncheckedIOException when the folder cannot be read
   */
  public static Opened open(Path folder, boolean onlyRunnable) {
    Map<ProviderId, Manifest> manifests = load(ManifestFile.builtIn());
    Map<String, ManifestCheck> files = new LinkedHashMap<>();
    Map<ProviderId, String> seen = new HashMap<>();
    for (Path file : ManifestFile.paths(folder)) {
      String name = folder.relativize(file).toString();
      ManifestCheck check = ManifestCheck.of(file, onlyRunnable);
      if (check instanceof ManifestCheck.Accepted accepted) {
        String other = seen.putIfAbsent(accepted.provider(), name);
        if (other == null) {
          manifests.put(accepted.provider(), accepted.manifest());
        } else {
          String reason = "the provider " + accepted.provider() + " is that of " + other;
          check = new ManifestCheck.Refused(List.of(new Problem("", reason)));
        }
      }
      files.put(name, check);
    }
    return new Opened(assemble(ProviderOrder.load(), manifests), files);
  }

  /**
   * Where the manifests in a folder are, by name: {@code acme.yaml}, or {@code acme/manifest.yaml}.
   *
   * @throws java.io.UncheckedIOException when the folder cannot be read
   */
  public static List<Path> manifestsIn(Path folder) {
    return ManifestFile.paths(folder);
  }

  private static ManifestCatalogue assemble(
      List<ProviderId> order, Map<ProviderId, Manifest> manifests) {
    Map<ProviderId, Provider> unordered = new LinkedHashMap<>();
    manifests.forEach((id, manifest) ->
        unordered.put(
            id,
            manifest
                .provider()
                .with(manifest.streams().stream().map(StreamDefinition::toModel).toList())));
    Map<ProviderId, Provider> providers = new LinkedHashMap<>();
    order.stream()
        .filter(unordered::containsKey)
        .forEach(id -> providers.put(id, unordered.remove(id)));
    providers.putAll(unordered);
    Map<ProviderId, ProviderId> aliases = new LinkedHashMap<>();
    providers
        .values()
        .forEach(
            provider -> provider.aliases().forEach(alias -> aliases.put(alias, provider.id())));
    return new ManifestCatalogue(providers, aliases, manifests);
  }

  @Override
  public List<Provider> list() {
    return List.copyOf(providers.values());
  }

  @Override
  public Optional<Provider> find(ProviderId idOrAlias) {
    // What is one provider's id cannot be another's alias, or that one would get its credentials.
    ProviderId id =
        providers.containsKey(idOrAlias) ? idOrAlias : aliases.getOrDefault(idOrAlias, idOrAlias);
    return Optional.ofNullable(providers.get(id));
  }

  /** How the provider is read, if it can be. */
  public Optional<Manifest> manifest(ProviderId id) {
    return Optional.ofNullable(manifests.get(id));
  }

  /** What the manifests say without effect, each with the name of its provider. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    manifests.forEach((id, manifest) ->
        manifest.warnings().forEach(warning -> warnings.add(id + ": " + warning)));
    return warnings;
  }
}
