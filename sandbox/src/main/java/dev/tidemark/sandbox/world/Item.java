package dev.tidemark.sandbox.world;

import java.util.Map;

/** One immutable state of an emulated object; a change makes a new item with the same id. */
public interface Item {
  String id();

  /** When the object came into being, in milliseconds since 1970. */
  long createdAt();

  /** The fields by which a list of such objects can be filtered, each with its one value. */
  Map<String, String> keys();

  /** The object as the provider shows it. The array belongs to the item: callers only read it. */
  byte[] json();
}
