package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.connectors.failure.Scrubber;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.read.Progress.Position.InListing;
import dev.tidemark.domain.failure.FetchFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The partitions of a pass, its own and those of its parents, that failed by themselves. */
final class PutAside {
  /** The path of the stream that is read; parents have others. */
  static final String ITSELF = "";

  private static final int MOST = 1000;
  private static final int MOST_CHARACTERS = 60_000;
  private static final String FAILED_AT = "failedAt";

  /** A pass of which only failures are left is retried by itself so long, and then begun anew. */
  private static final Duration INCREMENT_KEPT = Duration.ofMinutes(5);

  private static final Duration FULL_PASS_KEPT = Duration.ofDays(1);

  private final int most;
  private final Deque<Unread> waiting = new ArrayDeque<>();
  private final Deque<Unread> failed = new ArrayDeque<>();
  private int characters;
  private Optional<Instant> failedAt;
  private @Nullable FetchFailure first;

  /**
   * A partition that is not read yet.
   *
   * @param path tells the stream that is divided from others of the pass
   * @param at where it goes on; empty for its beginning
   * @param anew whether a place in it was given up already
   */
  record Unread(String path, Partition partition, Optional<InListing> at, boolean anew) {
    /** It as it is put aside when it fails once more. */
    Unread failing(FetchFailure failure) {
      // Where the place of an earlier attempt is refused, its page token may be too old.
      boolean stale =
          !anew
              && at.flatMap(InListing::token).isPresent()
              && failure instanceof FetchFailure.RequestRefused;
      return stale ? new Unread(path, partition, Optional.empty(), true) : this;
    }

    ObjectNode toJson() {
      ObjectNode json = partition.toJson();
      if (!path.equals(ITSELF)) {
        json.put("of", path);
      }
      at.ifPresent(place -> json.set("at", Places.write(place)));
      if (anew) {
        json.put("anew", true);
      }
      return json;
    }

    static Unread of(JsonNode json) {
      return new Unread(
          json.path("of").asText(ITSELF),
          Partition.of(json),
          json.has("at") ? Optional.of(Places.listing(json.path("at"))) : Optional.empty(),
          json.path("anew").asBoolean());
    }
  }

  private PutAside(JsonNode place, int most) {
    this.most = most;
    JsonNode unread = place.path("aside");
    unread.forEach(json -> waiting.add(Unread.of(json)));
    characters = unread.isMissingNode() ? 0 : unread.toString().length();
    failedAt = Places.time(place, FAILED_AT);
  }

  /** Those that {@link #write} wrote wait to be read again. */
  static PutAside of(JsonNode place) {
    return new PutAside(place, MOST);
  }

  /** Has no room for any. */
  static PutAside closed() {
    return new PutAside(MissingNode.getInstance(), 0);
  }

  /**
   * Whether a pass is to begin anew: a partition that fails for ever must not keep the others from
   * being read again.
   */
  static boolean isWorn(JsonNode place, boolean full, Instant now) {
    Duration kept = full ? FULL_PASS_KEPT : INCREMENT_KEPT;
    return Places.time(place, FAILED_AT).filter(at -> !at.plus(kept).isAfter(now)).isPresent();
  }

  /**
   * Puts a partition aside; false when its failure may concern others too, or there are too many
   * already.
   */
  boolean add(Unread unread, ListingReader.Step.Failed failure) {
    int length = unread.toJson().toString().length();
    if (failure.status() == Exchange.Outcome.NOT_ITS_OWN
        || alone(failure.failure(), "").isEmpty()
        || failed.size() + waiting.size() >= most
        || characters + length > MOST_CHARACTERS) {
      return false;
    }
    characters += length;
    failed.add(unread);
    if (first == null) {
      first = failure.failure();
    }
    return true;
  }

  /** The next of those of a stream that an earlier attempt put aside. */
  Optional<Unread> next(String path) {
    for (Iterator<Unread> each = waiting.iterator(); each.hasNext(); ) {
      Unread unread = each.next();
      if (unread.path().equals(path)) {
        each.remove();
        characters -= Math.min(characters, unread.toJson().toString().length());
        return Optional.of(unread);
      }
    }
    return Optional.empty();
  }

  /** One of them was read to its end, so the others get their time again. */
  void succeeded() {
    failedAt = Optional.empty();
  }

  /** Nothing else is left to be read; gives whether that is new. */
  boolean remain(Instant now) {
    boolean news = failedAt.isEmpty() && !(waiting.isEmpty() && failed.isEmpty());
    if (news) {
      failedAt = Optional.of(now);
    }
    return news;
  }

  /** Whether partitions of parents wait to be read again. */
  boolean awaitsParents() {
    return waiting.stream().anyMatch(unread -> !unread.path().equals(ITSELF));
  }

  /** Whether partitions of parents failed. */
  boolean holdsParents() {
    return failed.stream().anyMatch(unread -> !unread.path().equals(ITSELF));
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
    return alone(first, first.message() + which + more);
  }

  /** The failure in other words; empty for one that may concern other partitions too. */
  private static Optional<FetchFailure> alone(FetchFailure failure, String message) {
    return switch (failure) {
      case FetchFailure.PermissionDenied f ->
          Optional.of(new FetchFailure.PermissionDenied(message));
      case FetchFailure.RequestRefused f -> Optional.of(new FetchFailure.RequestRefused(message));
      case FetchFailure.InvalidData f -> Optional.of(new FetchFailure.InvalidData(message));
      case FetchFailure.CredentialsRejected f -> Optional.empty();
      case FetchFailure.RateLimited f -> Optional.empty();
      case FetchFailure.ProviderUnavailable f -> Optional.empty();
      case FetchFailure.NetworkFailed f -> Optional.empty();
      case FetchFailure.CheckpointExpired f -> Optional.empty();
      case FetchFailure.Misconfigured f -> Optional.empty();
      case FetchFailure.Broken f -> Optional.empty();
    };
  }

  /** For the place of a pass. */
  void write(ObjectNode place) {
    Places.put(place, FAILED_AT, failedAt);
    ArrayNode left = Json.array();
    failed.forEach(unread -> left.add(unread.toJson()));
    waiting.forEach(unread -> left.add(unread.toJson()));
    if (!left.isEmpty()) {
      place.set("aside", left);
    }
  }
}
