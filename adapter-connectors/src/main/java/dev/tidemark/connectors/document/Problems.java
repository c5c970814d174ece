package dev.tidemark.connectors.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Collects what is wrong with one document, so that its author sees everything at once. The same
 * problem is kept once: a fault behind a {@code $ref} would else be told for every use of it.
 */
public final class Problems {
  private static final int MOST_KEPT = 200;

  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<String> touched = new HashSet<>();
  private final Map<Remark, List<String>> remarks = new LinkedHashMap<>();

  /** What is said of fields of one name. */
  private record Remark(String field, String text) {}

  /** Adds a problem; after 200 of them further ones are dropped. */
  public void add(String path, String reason) {
    touched.add(path.substring(0, path.indexOf(']') + 1));
    if (found.size() < MOST_KEPT) {
      found.add(new Problem(path, reason));
    }
  }

  /** Adds a remark about something that is accepted but has no effect. */
  public void warn(String path, String remark) {
    List<String> paths =
        remarks.computeIfAbsent(
            new Remark(path.substring(path.lastIndexOf('.') + 1), remark),
            kind -> new ArrayList<>());
    if (paths.size() < MOST_KEPT && !paths.contains(path)) {
      paths.add(path);
    }
  }

  /** The problems in the order found. */
  public List<Problem> list() {
    return List.copyOf(found);
  }

  /**
   * Whether anything was found below an element of a list at the top, also if it was not kept.
   *
   * @param element such as {@code streams[2]}
   */
  public boolean touches(String element) {
    return touched.contains(element);
  }

  /** Takes out the problems at certain paths, so that they count no more. */
  public List<Problem> take(Predicate<String> paths) {
    List<Problem> taken = found.stream().filter(problem -> paths.test(problem.path())).toList();
    taken.forEach(found::remove);
    return taken;
  }

  /** The remarks in the order found, each once: of several places the first is named. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    remarks.forEach((remark, paths) -> {
      String more = paths.size() == 1 ? "" : " and " + (paths.size() - 1) + " more";
      warnings.add(paths.get(0) + more + ": " + remark.text());
    });
    return warnings;
  }

  /** Throws when anything was found. */
  public void throwIfAny(String document) {
    if (!found.isEmpty()) {
      throw new InvalidManifestException(document, list());
    }
  }
}
