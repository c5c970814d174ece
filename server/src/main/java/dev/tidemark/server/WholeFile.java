package dev.tidemark.server;

import dev.tidemark.server.config.FileTrouble;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * A file for its owner's eyes that is there as a whole or not at all, and outlives a failure of the
 * power once it is there.
 */
final class WholeFile {
  private final Path target;
  private final boolean replace;

  /**
   * Of that name.
   *
   * @param replace whether it may take the place of another file
   * @throws CommandException if it may not be made
   */
  WholeFile(Path target, boolean replace) throws CommandException {
    this.target = target.toAbsolutePath();
    this.replace = replace;
    refuseWhatIsThere();
  }

  /** What is to stand in it. */
  @FunctionalInterface
  interface Content<T> {
    /** Writes it. */
    T to(OutputStream out) throws IOException;
  }

  /**
   * Writes it.
   *
   * @throws CommandException if it cannot be written
   */
  <T> T write(Content<T> content) throws CommandException {
    try {
      Path folder = Objects.requireNonNullElse(target.getParent(), target);
      Path fresh =
          Files.createTempFile(
              folder,
              "." + target.getFileName(),
              ".part",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      // Also when the command is told to stop.
      fresh.toFile().deleteOnExit();
      try {
        T result = fill(fresh, content);
        refuseWhatIsThere();
        Files.move(
            fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
          entries.force(true);
        }
        return result;
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new CommandException("'" + target + "' cannot be written: " + FileTrouble.reason(e), e);
    }
  }

  private static <T> T fill(Path file, Content<T> content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      T result = content.to(out);
      channel.force(true);
      return result;
    }
  }

  private void refuseWhatIsThere() throws CommandException {
    if (Files.isDirectory(target)) {
      throw new CommandException("'" + target + "' is a folder");
    }
    if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new CommandException("'" + target + "' is there already; --force replaces it");
    }
  }
}
