package dev.tidemark.postgres.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One user per data folder: a lock of the operating system on {@code lock}, which ends with the JVM
 * that holds it however that ends. The file's content tells others who it is.
 */
final class FolderLock implements AutoCloseable {
  /**
   * The locks of this JVM. POSIX drops a process's lock as soon as the process closes any channel
   * to the file, so a second start in the same JVM must not even open it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final int MAX_CONTENT = 1024;

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static FolderLock take(Path folder) throws IOException {
    Path file = folder.toRealPath().resolve("lock");
    if (!HELD.add(file)) {
      throw inUse(folder, "this process (" + self() + ")");
    }
    try {
      return new FolderLock(file, lock(folder, file));
    } catch (IOException | RuntimeException failure) {
      HELD.remove(file);
      throw failure;
    }
  }

  /** Whether nobody has the folder, which exists; it is taken for a moment to find out. */
  static boolean isFree(Path folder) throws IOException {
    Path file = folder.toRealPath().resolve("lock");
    if (!HELD.add(file)) {
      return false;
    }
    try (FileChannel channel = PrivateFiles.open(file)) {
      return channel.tryLock() != null;
    } finally {
      HELD.remove(file);
    }
  }

  private static FileChannel lock(Path folder, Path file) throws IOException {
    FileChannel channel = PrivateFiles.open(file);
    try {
      if (channel.tryLock() == null) {
        throw inUse(folder, "another process (" + holder(channel) + ")");
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((self() + "\n").getBytes(StandardCharsets.UTF_8)), 0);
      return channel;
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static EmbeddedPostgresException inUse(Path folder, String holder) {
    return new EmbeddedPostgresException(
        "The data folder %s is in use by %s; stop it first, or choose another folder"
            .formatted(folder, holder));
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(MAX_CONTENT);
    channel.read(content, 0);
    String text = StandardCharsets.UTF_8.decode(content.flip()).toString().strip();
    return text.isEmpty() ? "which has only just started" : text;
  }

  private static String self() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    String start = self.info().startInstant().map(instant -> ", started at " + instant).orElse("");
    return "pid %d on host %s%s".formatted(self.pid(), hostName(), start);
  }

  /** Without asking a name server where that can be avoided. */
  private static String hostName() throws IOException {
    return Files.isReadable(LINUX_HOST_NAME)
        ? Files.readString(LINUX_HOST_NAME).strip()
        : InetAddress.getLocalHost().getHostName();
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      HELD.remove(file);
    }
  }
}
