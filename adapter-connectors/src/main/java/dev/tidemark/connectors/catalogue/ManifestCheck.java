package dev.tidemark.connectors.catalogue;

import dev.tidemark.connectors.document.InvalidManifestException;
import dev.tidemark.connectors.document.Problem;
import dev.tidemark.connectors.document.YamlText;
import dev.tidemark.connectors.manifest.Manifest;
import dev.tidemark.connectors.manifest.ManifestLoader;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What comes of loading a manifest. It is told, never thrown, whatever the file holds. */
public sealed interface ManifestCheck {

  /**
   * It can be run.
   *
   * @param leftOut the problems of streams that cannot be, when only the others were asked for
   */
  record Accepted(Manifest manifest, List<Problem> leftOut) implements ManifestCheck {
    /** Copies the list. */
    public Accepted {
      leftOut = List.copyOf(leftOut);
    }

    /** The provider's id. */
    public ProviderId provider() {
      return manifest.provider().id();
    }

    /** The provider's name as people know it. */
    public String name() {
      return manifest.provider().name();
    }

    /** Its streams, in the manifest's order. */
    public List<Stream> streams() {
      return manifest.streams().stream().map(Stream::of).toList();
    }

    /** What it says without effect. */
    public List<String> warnings() {
      return manifest.warnings();
    }
  }

  /**
   * It cannot be run.
   *
   * @param problems at least one
   */
  record Refused(List<Problem> problems) implements ManifestCheck {
    /** Copies the list. */
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /**
   * A stream that can be run.
   *
   * @param name what the manifest calls it
   * @param model what everybody else calls it
   * @param primaryKey the fields that tell its records apart, each with dots for its path; without
   *     any, a record's whole content does
   * @param incremental whether it can be asked for what changed; else every run reads all of it
   * @param partitioned whether it is read once for each of several values or parents
   */
  record Stream(
      String name,
      ModelName model,
      List<String> primaryKey,
      boolean incremental,
      boolean partitioned) {
    /** Copies the list. */
    public Stream {
      primaryKey = List.copyOf(primaryKey);
    }

    static Stream of(StreamDefinition stream) {
      return new Stream(
          stream.name(),
          stream.model(),
          stream.key().fields().stream().map(field -> String.join(".", field.names())).toList(),
          stream.toModel().incremental(),
          !stream.retriever().routers().isEmpty());
    }
  }

  /**
   * Checks a file, named {@code acme.yaml} or {@code acme/manifest.yaml} for the provider {@code
   * acme} unless it says another.
   *
   * @param onlyRunnable whether streams that cannot be run are left out instead of refusing all
   */
  static ManifestCheck of(Path file, boolean onlyRunnable) {
    String own = String.valueOf(file.getFileName());
    try {
      if (!Files.isRegularFile(file)) {
        return refused("is no file");
      }
      if (Files.size(file) > YamlText.LARGEST) {
        return refused("the document is larger than " + YamlText.LARGEST + " bytes");
      }
      return of(own, ManifestFile.unnamed(file), Files.readAllBytes(file), onlyRunnable);
    } catch (IOException e) {
      return refused("cannot be read");
    }
  }

  /**
   * Checks a manifest.
   *
   * @param document what messages call it
   * @param unnamed the provider's id if it says none
   * @param onlyRunnable whether streams that cannot be run are left out instead of refusing all
   */
  static ManifestCheck of(
      String document, ProviderId unnamed, byte[] content, boolean onlyRunnable) {
    if (content.length > YamlText.LARGEST) {
      return refused("the document is larger than " + YamlText.LARGEST + " bytes");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      if (onlyRunnable) {
        ManifestLoader.Loaded loaded = ManifestLoader.loadRunnable(document, unnamed, text);
        return new Accepted(loaded.manifest(), loaded.leftOut());
      }
      return new Accepted(ManifestLoader.load(document, unnamed, text), List.of());
    } catch (CharacterCodingException e) {
      return refused("the document is not in UTF-8");
    } catch (InvalidManifestException e) {
      return new Refused(e.problems());
    } catch (RuntimeException | StackOverflowError e) {
      // A defect of ours; the author can still be told that this document brings it out.
      return refused("the document cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Refused refused(String reason) {
    return new Refused(List.of(new Problem("", reason)));
  }
}
