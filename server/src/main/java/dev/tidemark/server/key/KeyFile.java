package dev.tidemark.server.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import dev.tidemark.server.config.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The file {@code keys.json} in the data folder: the keys that were made by the command line, of
 * which it holds the hashes. Only its owner may read it. A change replaces the file as a whole, so
 * that nobody ever reads a part of one; several processes may change it.
 */
public final class KeyFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A lock of the file keeps other processes out, but not other threads of this one. */
  private static final ReentrantLock CHANGING = new ReentrantLock();

  private final Path folder;
  private final Path file;

  /** In that data folder, which is made with the first key. */
  public KeyFile(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("keys.json");
  }

  /** Where it is. */
  Path path() {
    return file;
  }

  /**
   * The keys, in the order they were made; none if there is no file.
   *
   * @throws UncheckedIOException if the file cannot be read, or is not as we write it
   */
  List<ApiKey> read() {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw trouble("cannot be read: " + FileTrouble.reason(e), e);
    }
    try {
      List<ApiKey> keys = new ArrayList<>();
      for (JsonNode key : JSON.readTree(content).required("keys")) {
        keys.add(key(key));
      }
      return keys;
    } catch (IOException e) {
      throw trouble("is no JSON", e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw trouble("holds something else than keys", new IOException(e));
    }
  }

  /**
   * Puts other keys in the place of those that are there.
   *
   * @throws UncheckedIOException if the file cannot be read or written; it is as before then
   */
  void change(UnaryOperator<List<ApiKey>> how) {
    CHANGING.lock();
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, OwnerOnly.FOLDER);
      }
      Path lock = folder.resolve("keys.lock");
      try (FileChannel channel =
          FileChannel.open(
              lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.FILE)) {
        channel.lock();
        replace(how.apply(read()));
      }
    } catch (IOException e) {
      throw trouble("cannot be written: " + FileTrouble.reasonAndFile(e), e);
    } finally {
      CHANGING.unlock();
    }
  }

  private void replace(List<ApiKey> keys) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    keys.forEach(key -> write(key, root.withArray("keys").addObject()));
    root.withArray("keys");
    Path fresh = Files.createTempFile(folder, "keys", ".new", OwnerOnly.FILE);
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root)));
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ApiKey key(JsonNode node) throws JsonProcessingException {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (JsonNode scope : node.required("scopes")) {
      scopes.add(Scope.of(scope.asText()).orElseThrow(IllegalArgumentException::new));
    }
    JsonNode createdBy = node.path("createdBy");
    return new ApiKey(
        node.required("id").asText(),
        new KeyHash(node.required("hash").asText()),
        new OrganizationId(node.required("organization").asText()),
        scopes,
        createdBy.isTextual() ? createdBy.asText() : null,
        Instant.parse(node.required("createdAt").asText()));
  }

  private static void write(ApiKey key, ObjectNode node) {
    node.put("id", key.id());
    node.put("hash", key.hash().value());
    node.put("organization", key.organization().value());
    key.scopes().stream().sorted().map(Scope::word).forEach(node.withArray("scopes")::add);
    node.put("createdBy", key.createdBy());
    node.put("createdAt", key.createdAt().toString());
  }

  private UncheckedIOException trouble(String what, IOException cause) {
    return new UncheckedIOException("the file of API keys " + file + " " + what, cause);
  }
}
