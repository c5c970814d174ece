package dev.tidemark.sandbox.composio;

import dev.tidemark.sandbox.world.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A toolkit with its releases.
 *
 * @param rank its place by use, from 0
 * @param opened when the catalogue got it, whatever it says itself
 * @param deprecated true if only those who ask for deprecated toolkits see it in the list
 * @param versions all releases, the base version first
 * @param tools how many it has in its latest version
 */
record Toolkit(
    Catalogue.Entry entry,
    int rank,
    Instant opened,
    Instant created,
    Instant updated,
    String description,
    boolean deprecated,
    List<String> versions,
    int tools)
    implements Item {
  /** The version that callers of the older API get unless they ask for another. */
  static final String BASE_VERSION = "00000000_00";

  Toolkit {
    versions = List.copyOf(versions);
  }

  static Toolkit opened(Catalogue.Entry entry, int rank, Instant at) {
    String description = "Read and change what is in " + entry.name() + ".";
    return new Toolkit(entry, rank, at, at, at, description, false, List.of(BASE_VERSION), 0);
  }

  /** With more or, if negative, fewer tools. */
  Toolkit withTools(int more, Instant at) {
    return new Toolkit(
        entry, rank, opened, created, at, description, deprecated, versions, tools + more);
  }

  /** In a version that follows all others; it says nothing about when that came. */
  Toolkit released(String version) {
    List<String> all = new ArrayList<>(versions);
    all.add(version);
    return new Toolkit(entry, rank, opened, created, updated, description, deprecated, all, tools);
  }

  /** As it says itself when it was created and updated. */
  Toolkit dated(Instant newCreated, Instant newUpdated) {
    return new Toolkit(
        entry, rank, opened, newCreated, newUpdated, description, deprecated, versions, tools);
  }

  /** As it presents itself. */
  Toolkit worded(Catalogue.Entry newEntry, String newDescription, boolean nowDeprecated) {
    return new Toolkit(
        newEntry, rank, opened, created, updated, newDescription, nowDeprecated, versions, tools);
  }

  String latest() {
    return versions.getLast();
  }

  String logo() {
    return "https://logos.example.com/" + id() + ".svg";
  }

  /** Composio signs in by itself where it holds an OAuth 2 app of its own. */
  boolean managed() {
    return entry.scheme().equals("OAUTH2");
  }

  /** True if slug, name or description contain a text in lower case. */
  boolean mentions(String text) {
    return id().contains(text)
        || entry.name().toLowerCase(Locale.ROOT).contains(text)
        || description.toLowerCase(Locale.ROOT).contains(text);
  }

  @Override
  public String id() {
    return entry.slug();
  }

  @Override
  public long createdAt() {
    return opened.toEpochMilli();
  }

  @Override
  public Map<String, String> keys() {
    return Map.of();
  }

  /** As control shows it. */
  @Override
  public byte[] json() {
    return ToolkitShapes.controlled(this);
  }
}
