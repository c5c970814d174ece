package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The data of one account at a provider, to look at and to change from outside of the provider's
 * own API. An unknown collection or id is a {@link java.util.NoSuchElementException}, a change that
 * the provider would never make an {@link IllegalArgumentException}; both say it in one sentence.
 */
public interface Account {

  /** The names of the collections; asking for them costs nothing. */
  Set<String> collections();

  /** The living objects of each collection, right now. */
  Map<String, Integer> counts();

  /** All living objects of a collection as JSON texts, oldest first. */
  List<byte[]> dump(String collection);

  /** Adds an object, made up but for the given fields, and returns it. */
  byte[] add(String collection, ObjectNode given);

  /** Changes the given fields of an object and returns it. */
  byte[] change(String collection, String id, ObjectNode changes);

  /** Deletes an object the way the provider does. */
  void delete(String collection, String id);
}
