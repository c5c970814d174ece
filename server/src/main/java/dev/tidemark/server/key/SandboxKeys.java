package dev.tidemark.server.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of a server whose providers are emulated, for those who have given it none.
 *
 * @param integrations may read and manage an organization's integrations
 * @param admin may read and manage the connector catalogue
 */
public record SandboxKeys(String integrations, String admin) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** New ones. */
  public static SandboxKeys make() {
    return new SandboxKeys(Secrets.apiKey(), Secrets.apiKey());
  }

  /**
   * Those of the file {@code sandbox-keys.json} in the data folder, which is made if it is not
   * there: who has tried something can go on after a restart. Only its owner may read it. Unlike
   * {@code keys.json} it holds the keys themselves, for they are shown at every start.
   *
   * @throws UncheckedIOException if the file cannot be read or made, or is not as we write it
   */
  public static SandboxKeys keptIn(Path folder) {
    Path file = folder.resolve("sandbox-keys.json");
    try {
      Optional<SandboxKeys> kept = read(file);
      if (kept.isPresent()) {
        return kept.get();
      }
      write(make(), folder, file);
      return read(file).orElseThrow(() -> new NoSuchFileException(file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<SandboxKeys> read(Path file) throws IOException {
    String content;
    try {
      content = Files.readString(file, UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    JsonNode keys;
    try {
      keys = JSON.readTree(content);
    } catch (JsonProcessingException e) {
      // The cause is left out: it quotes what it has read.
      throw notKeys(file);
    }
    String integrations = keys.path("integrations").asText();
    String admin = keys.path("admin").asText();
    if (integrations.isEmpty() || admin.isEmpty()) {
      throw notKeys(file);
    }
    return Optional.of(new SandboxKeys(integrations, admin));
  }

  private static IOException notKeys(Path file) {
    return new IOException("'" + file + "' does not hold two keys; without it, new ones are made");
  }

  private static void write(SandboxKeys keys, Path folder, Path file) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, OwnerOnly.FOLDER);
    }
    Path fresh = Files.createTempFile(folder, "sandbox-keys", ".new", OwnerOnly.FILE);
    try {
      Files.writeString(
          fresh,
          JSON.writerWithDefaultPrettyPrinter()
              .writeValueAsString(
                  Map.of("integrations", keys.integrations(), "admin", keys.admin())),
          UTF_8);
      // Unlike a move, a link never takes the place of a file that is there.
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // Another node was first; its keys are those of both.
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
