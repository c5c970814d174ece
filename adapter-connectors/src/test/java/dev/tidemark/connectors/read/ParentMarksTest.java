package dev.tidemark.connectors.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.partition.Partition;
import org.junit.jupiter.api.Test;

class ParentMarksTest {
  private static final JsonNode NONE = MissingNode.getInstance();
  private static final int MOST = 8000;

  private static Partition kit(int number) {
    return Partition.of("kit", Json.node("kit " + number));
  }

  private static ParentMarks saw(String path, int kits) {
    ParentMarks marks = new ParentMarks(NONE, NONE);
    for (int kit = 0; kit < kits; kit++) {
      marks.saw(path, kit(kit), "[1]");
    }
    return marks;
  }

  @Test
  void knowWhatTheRecordsOfAParentLookedLikeInThePassBefore() {
    ParentMarks marks = new ParentMarks(saw("/0", 2).toJson(), NONE);

    assertThat(marks.looked("/0", kit(1), "[1]")).isTrue();
    assertThat(marks.looked("/0", kit(1), "[2]")).isFalse();
    assertThat(marks.looked("/0", kit(2), "[1]")).isFalse();
    assertThat(marks.looked("/1", kit(1), "[1]")).as("another parent").isFalse();
    assertThat(marks.toJson().toString()).as("those that were not seen now").doesNotContain("=");
    assertThat(new ParentMarks(marks.toJson(), NONE).looked("/0", kit(1), "[1]")).isFalse();
  }

  @Test
  void takeWhatThisPassSawForMoreThanWhatTheOneBeforeDid() {
    ParentMarks marks = new ParentMarks(saw("/0", 1).toJson(), NONE);
    marks.saw("/0", kit(0), "[2]");
    ParentMarks resumed = new ParentMarks(saw("/0", 1).toJson(), marks.toJson());

    assertThat(resumed.looked("/0", kit(0), "[2]")).isTrue();
    assertThat(resumed.looked("/0", kit(0), "[1]")).isFalse();
  }

  @Test
  void keepNoneOfMoreThanFitIntoACheckpoint() {
    ParentMarks most = saw("/0", MOST);
    assertThat(most.toJson().toString()).hasSizeLessThan(170_000);
    most.saw("/0", kit(0), "[2]");
    assertThat(most.looked("/0", kit(0), "[2]")).as("one that is there has room").isTrue();
    most.saw("/0", kit(MOST), "[1]");

    assertThat(most.toJson().toString()).hasSizeLessThan(100);
    ParentMarks resumed = new ParentMarks(NONE, most.toJson());
    resumed.saw("/0", kit(0), "[1]");
    ParentMarks next = new ParentMarks(resumed.toJson(), NONE);
    assertThat(next.looked("/0", kit(0), "[1]")).as("every increment reads all").isFalse();
    next.saw("/0", kit(0), "[1]");
    assertThat(next.looked("/0", kit(0), "[1]")).as("until there are fewer").isTrue();
  }

  @Test
  void haveTheirRoomTogether() {
    ParentMarks marks = saw("/0", MOST);
    marks.saw("/1", kit(0), "[1]");

    assertThat(marks.looked("/0", kit(0), "[1]")).isTrue();
    assertThat(marks.looked("/1", kit(0), "[1]")).isFalse();
  }
}
