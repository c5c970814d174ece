package dev.tidemark.sandbox.composio;

import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.world.Table;
import java.util.HashMap;
import java.util.Map;

/**
 * Which version of each toolkit a caller asked for with {@code toolkit_versions}: {@code latest},
 * one version for all, or {@code toolkit_versions[slug]=version} for each. Without it the older API
 * shows the base version and the newer one the latest.
 */
final class ToolVersions {
  private static final String PARAMETER = "toolkit_versions";
  static final String LATEST = "latest";

  private final String common;
  private final Map<String, String> special;

  private ToolVersions(String common, Map<String, String> special) {
    this.common = common;
    this.special = special;
  }

  static boolean isParameter(String name) {
    return name.equals(PARAMETER) || (name.startsWith(PARAMETER + "[") && name.endsWith("]"));
  }

  static ToolVersions of(Query query, Table<Toolkit> toolkits, boolean newerApi) {
    String usual = newerApi ? LATEST : Toolkit.BASE_VERSION;
    Map<String, String> special = new HashMap<>();
    for (String name : query.names()) {
      if (name.startsWith(PARAMETER + "[")) {
        String slug = name.substring(PARAMETER.length() + 1, name.length() - 1);
        String version = query.last(name).orElse(usual);
        boolean known =
            toolkits
                .find(slug)
                .filter(toolkit -> version.equals(LATEST) || toolkit.versions().contains(version))
                .isPresent();
        if (!known) {
          throw ComposioErrors.parameter(name, "there is no version " + version);
        }
        special.put(slug, version);
      }
    }
    return new ToolVersions(
        query.last(PARAMETER).filter(text -> !text.isEmpty()).orElse(usual), special);
  }

  /** True if every tool is to be shown as it is now. */
  boolean allLatest() {
    return common.equals(LATEST) && special.isEmpty();
  }

  /** True if only tools that were there from the first are to be shown. */
  boolean allBase() {
    return common.equals(Toolkit.BASE_VERSION) && special.isEmpty();
  }

  /** The version of a toolkit that was asked for, whether it has it or not. */
  String of(Toolkit toolkit) {
    String version = special.getOrDefault(toolkit.id(), common);
    return version.equals(LATEST) ? toolkit.latest() : version;
  }

  /** False for a tool of a later version, or of a toolkit that has no such version. */
  boolean shows(Tool tool, Toolkit toolkit) {
    int index = toolkit.versions().indexOf(of(toolkit));
    return index >= tool.since();
  }
}
