package dev.tidemark.connectors.catalogue;

import dev.tidemark.domain.provider.ProviderId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The text of a manifest before it is read.
 *
 * @param name what messages call it
 * @param unnamed the provider's id if the manifest says none
 */
public record ManifestFile(String name, ProviderId unnamed, String text) {
  private static final int LONGEST_ID = 64;
  private static final List<String> BUILT_IN =
      List.of(
          "attio",
          "clerk",
          "composio",
          "fireflies",
          "google-calendar",
          "google-mail",
          "granola",
          "hubspot",
          "posthog",
          "pylon",
          "slack",
          "stripe",
          "supabase");

  static List<ManifestFile> builtIn() {
    return BUILT_IN.stream()
        .map(id -> {
          String name = "manifests/" + id + "/manifest.yaml";
          return new ManifestFile(name, new ProviderId(id), resource(name));
        })
        .toList();
  }

  static String resource(String name) {
    try (InputStream stream = ManifestFile.class.getResourceAsStream("/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The provider's id that a file's name says: {@code acme} for {@code acme.yaml} and for {@code
   * acme/manifest.yaml}. Files have all kinds of names; what may not stand in an id becomes a
   * hyphen.
   */
  static ProviderId unnamed(Path file) {
    String own = String.valueOf(file.getFileName());
    Path folder = file.toAbsolutePath().getParent();
    String name =
        own.equals("manifest.yaml") && folder != null
            ? String.valueOf(folder.getFileName())
            : own.replaceFirst("\\.ya?ml$", "");
    String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String bounded = id.substring(0, Math.min(id.length(), LONGEST_ID)).replaceAll("^-|-$", "");
    return new ProviderId(bounded.isEmpty() ? "connector" : bounded);
  }

  /** Where the manifests in a folder are, by name. */
  static List<Path> paths(Path folder) {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        Path inner = entry.resolve("manifest.yaml");
        if (Files.isRegularFile(inner)) {
          paths.add(inner);
        } else if (Files.isRegularFile(entry)
            && String.valueOf(entry.getFileName()).matches(".*\\.ya?ml")) {
          paths.add(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the manifests in " + folder + " cannot be read", e);
    }
    return paths;
  }
}
