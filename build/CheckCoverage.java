import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Requires that tests reach a share of a module's lines, in whichever module those tests are.
 *
 * <p>Reads the report of all modules, since the use cases are tested through the contracts that
 * every store extends, and JaCoCo's own check sees one module's tests only.
 */
final class CheckCoverage {
  private static final int GROUP = 0;
  private static final int LINES_MISSED = 7;
  private static final int LINES_COVERED = 8;

  private CheckCoverage() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("CheckCoverage: the arguments are REPORT.csv MODULE LEAST_PERCENT");
      System.exit(2);
    }
    List<String[]> classes =
        Files.readAllLines(Path.of(args[0])).stream()
            .map(line -> line.split(",", -1))
            .filter(columns -> columns[GROUP].endsWith(args[1]))
            .toList();
    long missed = sum(classes, LINES_MISSED);
    long covered = sum(classes, LINES_COVERED);
    long percent = classes.isEmpty() ? 0 : 100 * covered / (missed + covered);
    if (percent < Integer.parseInt(args[2])) {
      System.err.printf(
          "CheckCoverage: tests reach %d %% of the lines of %s (%d classes), but should reach %s"
              + " %%%n",
          percent, args[1], classes.size(), args[2]);
      System.exit(1);
    }
  }

  private static long sum(List<String[]> classes, int column) {
    return classes.stream().mapToLong(columns -> Long.parseLong(columns[column])).sum();
  }
}
