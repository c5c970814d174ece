package dev.tidemark.postgres.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The file {@code vault.json} in the data folder: the keys of the vault, in Tink's JSON. Only its
 * owner may read it. It is always there as a whole or not at all.
 */
public final class VaultKeyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path folder;
  private final Path file;

  /** In that data folder, which is made with the file. */
  public VaultKeyFile(Path folder) {
    this.folder = folder.toAbsolutePath();
    this.file = this.folder.resolve("vault.json");
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /**
   * The keys; empty if there is no file.
   *
   * @throws VaultException if others than its owner may use the file, it cannot be read, or it is
   *     not as we write it
   */
  Optional<VaultKeys> read() {
    String json;
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new VaultException(
            name() + " has other rights than rw-------; correct them: chmod 600 " + file);
      }
      json = Files.readString(file, UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new VaultException(name() + " cannot be read", e);
    }
    return Optional.of(VaultKeys.fromJson(json, name()));
  }

  /** Makes the file, if nobody else has; the keys that are in it then. */
  VaultKeys create(VaultKeys keys) {
    write(
        keys,
        fresh -> {
          try {
            // Unlike a move, a link never takes the place of a file that is there.
            Files.createLink(file, fresh);
          } catch (FileAlreadyExistsException e) {
            // Someone else was first; the keys of all are theirs.
          }
        });
    return read().orElseThrow(() -> new VaultException(name() + " has vanished"));
  }

  /** Puts other keys in the place of those in the file. */
  void replace(VaultKeys keys) {
    write(
        keys,
        fresh ->
            Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
  }

  @FunctionalInterface
  private interface Placing {
    void place(Path fresh) throws IOException;
  }

  /** When it returns, the file outlives a failure of the power. */
  private void write(VaultKeys keys, Placing placing) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, rights("rwx------"));
      }
      Path fresh = Files.createTempFile(folder, "vault", ".new", rights("rw-------"));
      try {
        fill(fresh, keys);
        placing.place(fresh);
      } finally {
        Files.deleteIfExists(fresh);
      }
      try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
        entries.force(true);
      }
    } catch (IOException e) {
      throw new VaultException(name() + " cannot be written", e);
    }
  }

  private static void fill(Path file, VaultKeys keys) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer content = ByteBuffer.wrap(keys.toJson().getBytes(UTF_8));
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> rights(String rights) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
  }

  /** What a sentence calls it. */
  String name() {
    return "the vault's key file " + file;
  }
}
