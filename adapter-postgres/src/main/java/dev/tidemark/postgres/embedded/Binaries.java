package dev.tidemark.postgres.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once per version from the archive on the class path that fits
 * this machine.
 *
 * @param folder the unpacked folder, which holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path folder) {
  /** The one whose data folders this version of Tidemark reads and writes. */
  static final String MAJOR = "18";

  private static final String STAMP = "unpacked-from";
  private static final String UNPACKING = "unpacking";
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)(\\.\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OWNER_EXECUTES = 0100;

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** The archive on the class path for this machine. */
  static URL archive(Options options) {
    String name = "postgres-%s-%s.txz".formatted(os(options.osName()), cpu(options.osArch()));
    URL found = Binaries.class.getClassLoader().getResource(name);
    if (found == null) {
      throw new EmbeddedPostgresException(
          ("There is no embedded PostgreSQL for %s on %s;"
                  + " name the URL of a PostgreSQL server of your own")
              .formatted(options.osName(), options.osArch()));
    }
    return found;
  }

  private static String os(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("mac") ? "darwin" : lower;
  }

  private static String cpu(String arch) {
    return switch (arch) {
      case "amd64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> arch;
    };
  }

  /** Unpacks the archive unless that is done; removes other versions and a crashed unpacking. */
  static Binaries unpack(URL archive, Path parent) throws IOException {
    String stamp = stamp(archive);
    List<Path> present = unpacked(parent);
    for (Path folder : present) {
      if (Files.readString(folder.resolve(STAMP)).equals(stamp)) {
        return new Binaries(folder);
      }
    }
    Path unpacking = parent.resolve(UNPACKING);
    PrivateFiles.deleteTree(unpacking);
    createFolder(unpacking);
    extract(archive, unpacking);
    Files.writeString(unpacking.resolve(STAMP), stamp);
    Path done = parent.resolve(version(unpacking));
    for (Path old : present) {
      PrivateFiles.deleteTree(old);
    }
    Files.move(unpacking, done, ATOMIC_MOVE);
    return new Binaries(done);
  }

  private static List<Path> unpacked(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .filter(child -> Files.exists(child.resolve(STAMP)))
          .filter(child -> !child.endsWith(UNPACKING))
          .toList();
    }
  }

  /** Differs for another archive, without reading all of this one. */
  private static String stamp(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    connection.setUseCaches(false);
    // Without caches it is ours to close.
    connection.getInputStream().close();
    long sum =
        connection instanceof JarURLConnection jar
            ? jar.getJarEntry().getCrc()
            : connection.getLastModified();
    String path = archive.getPath();
    return "%s %d %d%n"
        .formatted(
            path.substring(path.lastIndexOf('/') + 1), connection.getContentLengthLong(), sum);
  }

  private static void extract(URL archive, Path target) throws IOException {
    try (InputStream packed = new BufferedInputStream(archive.openStream());
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new BufferedInputStream(new XZCompressorInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive holds a path outside itself: " + entry.getName());
        }
        extract(tar, entry, path);
      }
    }
  }

  private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      createFolder(path);
      return;
    }
    createFolder(path.resolve("..").normalize());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    boolean program = (entry.getMode() & OWNER_EXECUTES) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /** Whatever the umask: another account may have to run what is in it. */
  private static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String version(Path folder) throws IOException {
    String program = folder.resolve("bin/postgres").toString();
    Matcher version = VERSION.matcher(firstWords(program));
    if (!version.find()) {
      throw new EmbeddedPostgresException(
          "The embedded PostgreSQL does not run on this machine (on Linux it needs glibc);"
              + " name the URL of a PostgreSQL server of your own");
    }
    if (!version.group(1).equals(MAJOR)) {
      throw new EmbeddedPostgresException(
          "The embedded PostgreSQL on the class path is version %s, not %s"
              .formatted(version.group(1), MAJOR));
    }
    return version.group(1) + version.group(2);
  }

  private static String firstWords(String program) {
    try {
      return Command.run(List.of(program, "--version"), PATIENCE).output();
    } catch (IOException cannotBeRun) {
      return "";
    }
  }
}
