package dev.tidemark.connectors.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong with one document, so that its author sees everything at once. The same
 * problem is kept once: a fault behind a {@code $ref} would else be told for every use of it.
 */
public final class Problems {
  private static final int MOST_KEPT = 200;

  private final Set<Problem> found = new LinkedHashSet<>();
  private final List<String> warnings = new ArrayList<>();

  /** Adds a problem; after 200 of them further ones are dropped. */
  public void add(String path, String reason) {
    if (found.size() < MOST_KEPT) {
      found.add(new Problem(path, reason));
    }
  }

  /** Adds a remark about something that is accepted but has no effect. */
  public void warn(String path, String remark) {
    String warning = path + ": " + remark;
    if (!warnings.contains(warning) && warnings.size() < MOST_KEPT) {
      warnings.add(warning);
    }
  }

  /** The problems in the order found. */
  public List<Problem> list() {
    return List.copyOf(found);
  }

  /** The remarks in the order found. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Throws when anything was found. */
  public void throwIfAny(String document) {
    if (!found.isEmpty()) {
      throw new InvalidManifestException(document, list());
    }
  }
}
