package dev.tidemark.sandbox.small;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.world.Doc;
import dev.tidemark.sandbox.world.Item;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** One state of a record: as the provider shows it, living or removed. */
public final class Row implements Item {
  static final String STATE = "(state)";
  static final String LIVING = "living";
  static final String REMOVED = "removed";

  private final Doc doc;
  private final Instant updatedAt;
  private final boolean removed;
  private final Map<String, String> keys;

  private Row(Doc doc, Instant updatedAt, boolean removed) {
    this.doc = doc;
    this.updatedAt = updatedAt;
    this.removed = removed;
    Map<String, String> all = new HashMap<>(doc.keys());
    all.put(STATE, removed ? REMOVED : LIVING);
    this.keys = Map.copyOf(all);
  }

  static Row born(Doc doc, Instant at) {
    return new Row(doc, at, false);
  }

  Row changed(ObjectNode tree, Instant at) {
    return new Row(doc.with(tree), at, removed);
  }

  Row removed(ObjectNode tree, Instant at) {
    return new Row(doc.with(tree), at, true);
  }

  /** When this state came about. */
  public Instant updatedAt() {
    return updatedAt;
  }

  /** False for a record of which only the remains are shown. */
  public boolean isLiving() {
    return !removed;
  }

  /** A fresh tree of this state, the caller's to change. */
  public ObjectNode tree() {
    return doc.tree();
  }

  /** The value of a key field; empty text if the record has none. */
  public String key(String field) {
    return keys.getOrDefault(field, "");
  }

  @Override
  public String id() {
    return doc.id();
  }

  @Override
  public long createdAt() {
    return doc.createdAt();
  }

  @Override
  public Map<String, String> keys() {
    return keys;
  }

  @Override
  public byte[] json() {
    return doc.json();
  }
}
