import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compares every Java source below the working directory with its google-java-format form.
 *
 * <p>{@code check} names the files that differ; {@code write} mends them. Only when none differs,
 * or all were mended, does the marker file exist afterwards, so that a check that did not run is
 * not taken for one that passed. The build runs this file through the toolchain because the
 * formatter needs a newer Java than Maven may run on.
 */
final class FormatSources {
  private static final Set<String> SKIPPED_FOLDERS = Set.of("target", "node_modules");

  private static final Path ALL_FORMATTED = Path.of("target", "formatter", "all-formatted");

  private FormatSources() {}

  public static void main(String[] args) throws IOException {
    String mode = args.length == 1 ? args[0] : "";
    if (!mode.equals("check") && !mode.equals("write")) {
      System.err.println("FormatSources: the only argument is check or write, not '" + mode + "'");
      System.exit(2);
    }
    Files.deleteIfExists(ALL_FORMATTED);
    Path root = Path.of("").toAbsolutePath();
    List<Path> sources = sourcesBelow(root);
    if (sources.isEmpty()) {
      System.err.println(
          "FormatSources: no Java source below " + root + ", so nothing was checked");
      System.exit(2);
    }
    boolean write = mode.equals("write");
    List<String> complaints =
        sources.parallelStream()
            .map(source -> complaint(root, source, write))
            .filter(complaint -> !complaint.isEmpty())
            .toList();
    if (complaints.isEmpty()) {
      Files.writeString(ALL_FORMATTED, sources.size() + " sources\n");
      return;
    }
    complaints.forEach(System.err::println);
    System.exit(1);
  }

  private static List<Path> sourcesBelow(Path root) throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
            boolean skipped =
                !folder.equals(root) && (name.startsWith(".") || SKIPPED_FOLDERS.contains(name));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().endsWith(".java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    sources.sort(null);
    return sources;
  }

  /** Says what is wrong with one source; an empty text when nothing is, or when it was mended. */
  private static String complaint(Path root, Path source, boolean write) {
    Path name = root.relativize(source);
    try {
      String text = Files.readString(source);
      String formatted = new Formatter().formatSourceAndFixImports(text);
      if (formatted.equals(text)) {
        return "";
      }
      if (write) {
        Files.writeString(source, formatted);
        return "";
      }
      return "not in google-java-format: " + name;
    } catch (FormatterException e) {
      return "not parsable by google-java-format: " + name + ": " + e.getMessage();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or write " + source, e);
    }
  }
}
