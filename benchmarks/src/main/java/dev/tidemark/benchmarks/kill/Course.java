package dev.tidemark.benchmarks.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The checkpoints of one dataset. Passes follow each other; within one, no place comes twice; and
 * what is confirmed from pass to pass never gets less, but for a full pass, which starts over.
 */
final class Course {
  private final Set<String> inThisPass = new HashSet<>();
  private Instant pass = Instant.MIN;
  private boolean over;
  private Instant confirmed = Instant.MIN;

  /**
   * Follows to the next checkpoint.
   *
   * @return what is wrong with it
   */
  Optional<String> follow(Optional<String> checkpoint) {
    if (checkpoint.isEmpty()) {
      inThisPass.clear();
      over = true;
      confirmed = Instant.MIN;
      return Optional.empty();
    }
    JsonNode root = Trail.json(checkpoint.get());
    Optional<Instant> started = Trail.instant(root.path("pass"), "started");
    Optional<String> wrong = started.flatMap(this::inPass);
    if (started.isEmpty()) {
      over = true;
      wrong = confirmed(root.path("mark"));
    } else if (wrong.isEmpty() && !inThisPass.add(checkpoint.get())) {
      wrong = Optional.of("came twice in one pass: " + checkpoint.get());
    }
    return wrong;
  }

  private Optional<String> inPass(Instant started) {
    if (started.isBefore(pass) || (over && started.equals(pass))) {
      return Optional.of("of the pass of %s comes after that of %s".formatted(started, pass));
    }
    if (started.isAfter(pass)) {
      inThisPass.clear();
      pass = started;
      over = false;
    }
    return Optional.empty();
  }

  private Optional<String> confirmed(JsonNode mark) {
    Optional<Instant> now =
        Trail.instant(mark, "confirmed").or(() -> Trail.instant(mark, "listing"));
    if (now.isPresent() && now.get().isBefore(confirmed)) {
      return Optional.of("confirms %s after %s".formatted(now.get(), confirmed));
    }
    now.ifPresent(at -> confirmed = at);
    return Optional.empty();
  }
}
