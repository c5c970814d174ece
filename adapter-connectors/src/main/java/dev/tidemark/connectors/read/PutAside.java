package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.failure.Scrubber;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.read.Progress.Position.InListing;
import dev.tidemark.domain.failure.FetchFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The partitions of a pass that failed by themselves. */
final class PutAside {
  private static final int MOST = 1000;
  private static final int MOST_CHARACTERS = 60_000;

  private final Deque<Unread> waiting = new ArrayDeque<>();
  private final Deque<Unread> failed = new ArrayDeque<>();
  private int characters;
  private @Nullable FetchFailure first;

  /**
   * A partition that is not read yet.
   *
   * @param at where it goes on; empty for its beginning
   */
  record Unread(Partition partition, Optional<InListing> at) {
    ObjectNode toJson() {
      ObjectNode json = partition.toJson();
      at.ifPresent(place -> json.set("at", Places.write(place)));
      return json;
    }

    static Unread of(JsonNode json) {
      return new Unread(
          Partition.of(json),
          json.has("at") ? Optional.of(Places.listing(json.path("at"))) : Optional.empty());
    }
  }

  /** Those that {@link #toJson} wrote wait to be read again. */
  PutAside(JsonNode json) {
    json.forEach(unread -> waiting.add(Unread.of(unread)));
    characters = json.isMissingNode() ? 0 : json.toString().length();
  }

  /** Whether a failure says nothing of other partitions. */
  static boolean isAlone(FetchFailure failure) {
    return switch (failure) {
      case FetchFailure.PermissionDenied f -> true;
      case FetchFailure.RequestRefused f -> true;
      case FetchFailure.InvalidData f -> true;
      case FetchFailure.CredentialsRejected f -> false;
      case FetchFailure.RateLimited f -> false;
      case FetchFailure.ProviderUnavailable f -> false;
      case FetchFailure.NetworkFailed f -> false;
      case FetchFailure.CheckpointExpired f -> false;
      case FetchFailure.Misconfigured f -> false;
      case FetchFailure.Broken f -> false;
    };
  }

  /** Puts a partition aside; false when there are too many already. */
  boolean add(Unread unread, FetchFailure failure) {
    int length = unread.toJson().toString().length();
    if (failed.size() + waiting.size() >= MOST || characters + length > MOST_CHARACTERS) {
      return false;
    }
    characters += length;
    failed.add(unread);
    if (first == null) {
      first = failure;
    }
    return true;
  }

  /** The next of those that an earlier attempt put aside. */
  Optional<Unread> next() {
    Optional<Unread> next = Optional.ofNullable(waiting.poll());
    next.ifPresent(
        unread -> characters -= Math.min(characters, unread.toJson().toString().length()));
    return next;
  }

  /** The failure of the first one, saying which it is and how many others there are. */
  Optional<FetchFailure> failure(Scrubber scrubber) {
    if (first == null) {
      return Optional.empty();
    }
    Partition partition = failed.getFirst().partition();
    int others = failed.size() - 1;
    String which = " (" + scrubber.scrub(partition.shown());
    String more = others == 0 ? ")" : "; and " + others + " more)";
    return Optional.of(with(first, first.message() + which + more));
  }

  private static FetchFailure with(FetchFailure failure, String message) {
    return switch (failure) {
      case FetchFailure.PermissionDenied f -> new FetchFailure.PermissionDenied(message);
      case FetchFailure.RequestRefused f -> new FetchFailure.RequestRefused(message);
      case FetchFailure.InvalidData f -> new FetchFailure.InvalidData(message);
      case FetchFailure.CredentialsRejected f -> f;
      case FetchFailure.RateLimited f -> f;
      case FetchFailure.ProviderUnavailable f -> f;
      case FetchFailure.NetworkFailed f -> f;
      case FetchFailure.CheckpointExpired f -> f;
      case FetchFailure.Misconfigured f -> f;
      case FetchFailure.Broken f -> f;
    };
  }

  ArrayNode toJson() {
    ArrayNode json = Json.array();
    failed.forEach(unread -> json.add(unread.toJson()));
    waiting.forEach(unread -> json.add(unread.toJson()));
    return json;
  }
}
