package dev.tidemark.connectors.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.connectors.json.Json;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarksTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private static Partition partition(int number) {
    return Partition.of("n", Json.node(number));
  }

  private static Marks reopened(Marks marks) {
    return Marks.of(marks.toJson(), false);
  }

  private static Optional<Instant> at(long seconds) {
    return Optional.of(START.plusSeconds(seconds));
  }

  @Test
  void goNeitherBackNorPastTheStartOfThePass() {
    Marks marks = new Marks(false);
    marks.reached(partition(1), at(30), START);
    marks.reached(partition(2), at(-30), START);
    marks.reached(partition(2), at(-90), START);
    marks.reached(partition(3), Optional.empty(), START);

    assertThat(reopened(marks).since(partition(1))).contains(START);
    assertThat(reopened(marks).since(partition(2))).contains(START.minusSeconds(30));
    assertThat(reopened(marks).since(partition(3))).isEmpty();
  }

  @Test
  void areJoinedOnlyWhenEveryPartitionWasRead() {
    Marks marks = new Marks(false);
    for (int i = 0; i < 2001; i++) {
      marks.reached(partition(i), at(i - 5000), START);
    }
    assertThat(reopened(marks).since(partition(7)))
        .as("the pass may still be cut off")
        .contains(START.minusSeconds(4993));
    assertThat(reopened(marks).since(partition(2000))).isEmpty();
    marks = reopened(marks);
    marks.complete();

    assertThat(marks.size()).isZero();
    assertThat(reopened(marks).since(partition(7))).isEqualTo(at(-3000));
    assertThat(reopened(marks).since(partition(9999))).isEqualTo(at(-3000));
  }

  @Test
  void areKeptForNoMoreThanTheirBoundOfOpaqueCheckpoints() {
    Marks marks = new Marks(false);
    for (int i = 0; i < 3000; i++) {
      marks.reached(partition(i), Optional.of("token" + i));
    }
    marks.reached(partition(5), Optional.of("newer"));
    marks.reached(partition(6), Optional.empty());
    marks.complete();

    assertThat(marks.size()).isEqualTo(1999);
    assertThat(reopened(marks).token(partition(5))).contains("newer");
    assertThat(reopened(marks).token(partition(6))).isEmpty();
    assertThat(reopened(marks).token(partition(2500))).isEmpty();
  }

  @Test
  void ofAnotherKindAreNone() {
    Marks marks = new Marks(true);
    marks.reached(partition(1), Optional.of("token"));
    marks.complete();

    assertThat(marks.since(partition(1))).isEmpty();
  }
}
