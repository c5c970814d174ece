package dev.tidemark.sandbox.small;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Origin;
import dev.tidemark.sandbox.world.Selection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SmallWorldTest {
  private static final Instant EPOCH = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(EPOCH);
  private final InstantSource clock = now::get;
  private final AtomicInteger made = new AtomicInteger();

  private Origin origin(double growth) {
    return new Origin(1, EPOCH, clock, 1, growth);
  }

  private Kind boats() {
    return Kind.of(
            "boats",
            (dice, number) -> "b" + number,
            birth -> {
              made.incrementAndGet();
              ObjectNode boat = Json.object().put("id", birth.id()).put("name", "Boat");
              boat.put("at", birth.at().toString()).put("sunk", false);
              boat.putObject("owner").put("name", "Ada").put("port", "Kiel");
              return boat;
            })
        .history(40)
        .added(Duration.ofMinutes(1))
        .changed(Duration.ofMinutes(1), (tree, dice) -> tree.put("name", "Boat " + dice.digits(9)))
        .removed(Duration.ofMinutes(2), (tree, at) -> tree.put("sunk", true))
        .vanished(Duration.ofMinutes(5))
        .stamped((tree, at) -> tree.put("at", at.toString()))
        .owning("sails", "boat.id")
        .fixed("id", "at");
  }

  private static Kind sails() {
    return Kind.of(
            "sails",
            (dice, number) -> "s" + number,
            birth -> {
              ObjectNode sail = Json.object().put("id", birth.id());
              sail.putObject("boat").put("id", birth.world().anyId("boats", birth.dice(), ""));
              return sail;
            })
        .history(80)
        .keys("boat.id");
  }

  private SmallWorld world(double growth) {
    return new SmallWorld(origin(growth), List.of(boats(), sails()));
  }

  @Test
  void makesNothingBeforeItIsLookedAt() {
    SmallWorld world = world(1);

    assertThat(world.collections()).containsExactly("boats", "sails");
    assertThat(made).hasValue(0);
    assertThat(world.counts().get("boats")).isBetween(30, 40);
    assertThat(made).hasValue(40);
  }

  @Test
  void growsChangesAndLosesWithTime() {
    SmallWorld world = world(1);
    List<String> before = texts(world);

    now.set(EPOCH.plus(Duration.ofHours(1)));

    List<String> after = texts(world);
    assertThat(made.get()).isBetween(95, 105);
    assertThat(after).noneMatch(boat -> boat.contains("\"sunk\":true"));
    assertThat(after).hasSizeBetween(before.size(), before.size() + 40);
    assertThat(before).anyMatch(boat -> !after.contains(boat));
  }

  private List<String> texts(SmallWorld world) {
    return world.dump("boats").stream().map(String::new).toList();
  }

  @Test
  void keepsTheRemainsOfWhatWasRemovedButNotOfWhatItOwned() {
    SmallWorld world = world(0);
    String sail = Json.object(world.dump("sails").getFirst()).at("/boat/id").asText();
    now.set(EPOCH.plusSeconds(60));

    world.delete("boats", sail);

    world.at(at -> {
      Row remains = world.table("boats").find(sail).orElseThrow();
      assertThat(remains.isLiving()).isFalse();
      assertThat(remains.updatedAt()).isEqualTo(at);
      assertThat(remains.tree().path("sunk").asBoolean()).isTrue();
      assertThat(remains.tree().path("at").asText()).isEqualTo(at.toString());
      assertThat(world.find("boats", sail)).isEmpty();
      assertThat(world.table("boats").select(SmallWorld.removed(Selection.oldestFirst(99))))
          .contains(remains);
      return at;
    });
    assertThat(world.dump("sails"))
        .isNotEmpty()
        .noneMatch(text -> Json.object(text).at("/boat/id").asText().equals(sail));
    assertThatThrownBy(() -> world.delete("boats", sail))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void takesChangesByHand() {
    SmallWorld world = world(0);
    ObjectNode given = Json.object();
    given.putObject("owner").put("port", "Riga");
    String id = Json.object(world.add("boats", given)).path("id").asText();
    now.set(EPOCH.plusSeconds(5));

    ObjectNode changed = Json.object(world.change("boats", id, Json.object().put("name", "Argo")));

    assertThat(changed.at("/owner/port").asText()).isEqualTo("Riga");
    assertThat(changed.at("/owner/name").asText()).isEqualTo("Ada");
    assertThat(changed.path("name").asText()).isEqualTo("Argo");
    assertThat(changed.path("at").asText()).isEqualTo("2026-03-01T12:00:05Z");
    assertThatThrownBy(() -> world.change("boats", id, Json.object().put("at", "")))
        .hasMessageContaining("'at' cannot be set by hand");
    assertThatThrownBy(() -> world.add("rafts", Json.object()))
        .hasMessageContaining("no collection 'rafts'; there are boats, sails");
  }

  @Test
  void hasNothingInAnEmptyWorld() {
    SmallWorld world = new SmallWorld(origin(1).empty(), List.of(boats(), sails()));
    now.set(EPOCH.plus(Duration.ofDays(9)));

    assertThat(world.counts()).isEqualTo(Map.of("boats", 0, "sails", 0));
    assertThat(made).hasValue(0);
  }

  @Test
  void walksAllPagesWhileRecordsComeAndGo() {
    for (boolean newestFirst : List.of(true, false)) {
      SmallWorld world = world(0);
      List<String> there =
          world.dump("sails").stream().map(sail -> Json.object(sail).path("id").asText()).toList();
      List<String> walked = new ArrayList<>();
      Optional<String> cursor = Optional.empty();
      do {
        Optional<String> from = cursor;
        Paging page = world.at(at -> page(world, from, newestFirst));
        page.rows().forEach(row -> walked.add(row.id()));
        cursor = page.next();
        if (cursor.isPresent()) {
          world.delete("sails", walked.getLast());
          world.add("sails", Json.object());
        }
      } while (cursor.isPresent());

      assertThat(walked).doesNotHaveDuplicates().containsAll(there);
    }
  }

  private static Paging page(SmallWorld world, Optional<String> cursor, boolean newestFirst) {
    Selection ten = newestFirst ? Selection.newestFirst(10) : Selection.oldestFirst(10);
    return Paging.after(cursor, "sails", world.table("sails"), SmallWorld.living(ten), row -> true);
  }

  @Test
  void refusesTheCursorOfAnotherList() {
    String cursor = Paging.cursor("boats", 3);

    assertThat(Paging.place("boats", cursor)).isEqualTo(3);
    assertThatThrownBy(() -> Paging.place("sails", cursor)).hasMessageContaining("is not valid");
    assertThatThrownBy(() -> Paging.place("boats", "%%")).hasMessageContaining("is not valid");
  }
}
