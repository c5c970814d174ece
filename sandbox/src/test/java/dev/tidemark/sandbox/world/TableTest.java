package dev.tidemark.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Json;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Table<Doc> table = new Table<>();

  /** Ten documents, one per second from 100 s on, the colours red and blue by turns. */
  @BeforeEach
  void fill() {
    for (int i = 0; i < 10; i++) {
      table.add(doc(i, i % 2 == 0 ? "red" : "blue"));
    }
  }

  @Test
  void selectsInBothDirections() {
    assertThat(ids(Selection.newestFirst(3))).containsExactly("d9", "d8", "d7");
    assertThat(ids(Selection.oldestFirst(3))).containsExactly("d0", "d1", "d2");
    assertThat(ids(Selection.oldestFirst(100).from(4).until(6))).containsExactly("d4", "d5");
    assertThat(ids(Selection.oldestFirst(100).from(6).until(4))).isEmpty();
  }

  @Test
  void selectsByOneKeyBySeveralValuesAndByAll() {
    assertThat(ids(Selection.newestFirst(2).where("colour", "red"))).containsExactly("d8", "d6");
    assertThat(ids(Selection.newestFirst(3).where("colour", Set.of("red", "blue"))))
        .containsExactly("d9", "d8", "d7");
    assertThat(ids(Selection.oldestFirst(3).where("colour", Set.of("red", "blue", "no"))))
        .containsExactly("d0", "d1", "d2");
    assertThat(ids(Selection.newestFirst(9).where("colour", "red").where("name", "n4")))
        .containsExactly("d4");
    assertThat(ids(Selection.newestFirst(9).where("colour", "blue").where("name", "n4"))).isEmpty();
  }

  @Test
  void counts() {
    assertThat(table.count(Selection.newestFirst(1))).isEqualTo(10);
    assertThat(table.count(Selection.newestFirst(1).where("colour", "red"))).isEqualTo(5);
    assertThat(table.count(Selection.newestFirst(1).where("colour", "red").where("name", "n1")))
        .isZero();
    assertThat(table.count(Selection.newestFirst(1), doc -> doc.id().equals("d3"))).isOne();
  }

  @Test
  void bringsAnObjectBackToItsPlace() {
    table.remove("d4");

    table.restore(doc(4, "green"));

    assertThat(ids(Selection.oldestFirst(3).from(3))).containsExactly("d3", "d4", "d5");
    assertThat(ids(Selection.oldestFirst(9).where("colour", "green"))).containsExactly("d4");
    assertThatThrownBy(() -> table.restore(doc(4, "red"))).hasMessageContaining("d4");
    assertThatThrownBy(() -> table.restore(doc(10, "red"))).hasMessageContaining("d10");
  }

  @Test
  void keepsPlacesWhenObjectsGo() {
    table.remove("d4");

    assertThat(table.find("d4")).isEmpty();
    assertThat(table.wasRemoved("d4")).isTrue();
    assertThat(table.wasRemoved("d5")).isFalse();
    assertThat(table.wasRemoved("never")).isFalse();
    assertThat(table.place("d4")).hasValue(4);
    assertThat(table.size()).isEqualTo(9);
    assertThat(ids(Selection.oldestFirst(9).where("colour", "red")))
        .containsExactly("d0", "d2", "d6", "d8");
    assertThat(table.remove("d4")).isEmpty();
  }

  @Test
  void movesAnObjectBetweenKeysWhenItChanges() {
    Doc changed = doc(4, "blue");
    table.replace(changed);

    assertThat(table.find("d4")).containsSame(changed);
    assertThat(ids(Selection.oldestFirst(9).where("colour", "red"))).doesNotContain("d4");
    assertThat(ids(Selection.oldestFirst(9).where("colour", "blue")))
        .containsExactly("d1", "d3", "d4", "d5", "d7", "d9");
  }

  @Test
  void findsTheFirstPlaceOfATime() {
    assertThat(table.firstPlaceAt(0)).isZero();
    assertThat(table.firstPlaceAt(103_000)).isEqualTo(3);
    assertThat(table.firstPlaceAt(103_001)).isEqualTo(4);
    assertThat(table.firstPlaceAt(999_000)).isEqualTo(10);
  }

  @Test
  void forgetsTheOldest() {
    table.forgetBefore(104_000);

    assertThat(ids(Selection.oldestFirst(9))).startsWith("d4").hasSize(6);
    assertThat(table.place("d3")).isEmpty();
    assertThat(table.wasRemoved("d3")).isFalse();
  }

  @Test
  void refusesUsedIdsAndOlderObjects() {
    assertThatThrownBy(() -> table.add(doc(4, "red"))).hasMessageContaining("d4");
    table.remove("d9");
    assertThatThrownBy(() -> table.add(doc(9, "red"))).hasMessageContaining("d9");
    assertThatThrownBy(() -> table.add(Doc.of("x", Instant.EPOCH, List.of(), Json.object())))
        .hasMessageContaining("older");
    assertThatThrownBy(() -> table.replace(doc(77, "red"))).hasMessageContaining("d77");
  }

  @Test
  void drawsEveryLivingObjectSometimesAndNoOther() {
    table.remove("d5");
    Set<String> drawn = new HashSet<>();
    Set<String> red = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      Dice dice = Dice.of(7, "draw", i);
      drawn.add(table.any(dice).orElseThrow().id());
      red.add(table.any(dice, "colour", "red").orElseThrow().id());
    }

    assertThat(drawn).hasSize(9).doesNotContain("d5");
    assertThat(red).containsExactlyInAnyOrder("d0", "d2", "d4", "d6", "d8");
    assertThat(table.any(Dice.of(1, "draw", 1), "colour", "green")).isEmpty();
  }

  @Test
  void growsBeyondItsFirstRoom() {
    for (int i = 10; i < 1000; i++) {
      table.add(doc(i, "green"));
    }

    assertThat(table.size()).isEqualTo(1000);
    assertThat(table.firstPlaceAt(100_000 + 777 * 1000)).isEqualTo(777);
  }

  private List<String> ids(Selection selection) {
    return table.select(selection).stream().map(Doc::id).toList();
  }

  private static Doc doc(int number, String colour) {
    ObjectNode tree = Json.object().put("colour", colour).put("name", "n" + number);
    return Doc.of(
        "d" + number, Instant.ofEpochSecond(100 + number), List.of("colour", "name"), tree);
  }
}
