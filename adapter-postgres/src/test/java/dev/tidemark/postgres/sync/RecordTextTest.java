package dev.tidemark.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.run.PageCommit;
import dev.tidemark.domain.record.RecordData;
import dev.tidemark.domain.record.RecordKey;
import dev.tidemark.domain.run.RunCounts;
import dev.tidemark.domain.sync.Beginning;
import dev.tidemark.domain.sync.Checkpoint;
import dev.tidemark.domain.sync.Lease;
import dev.tidemark.domain.sync.RunId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.postgres.TestStore;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.testkit.Fixtures;
import dev.tidemark.testkit.Ports;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records come back as the text that they were, whatever it was. */
@Timeout(60)
class RecordTextTest {
  private static final SyncId SYNC = Fixtures.syncId("stripe", "StripeCustomer");

  private Database database;
  private Ports ports;
  private Lease lease;

  @BeforeEach
  void begin() {
    database = TestStore.emptied(getClass());
    ports = TestStore.ports(database, InstantSource.system());
    ports.connections().save(Fixtures.connection(SYNC.connection()));
    ports.syncs().add(Fixtures.sync(SYNC));
    lease =
        ((Beginning.Begun)
                ports
                    .journal()
                    .begin(SYNC, new RunId("run"), Fixtures.NOON, Duration.ofMinutes(1))
                    .orElseThrow())
            .lease();
  }

  private RunCounts store(List<String> texts) {
    List<RecordData> records =
        IntStream.range(0, texts.size())
            .mapToObj(i -> new RecordData(new RecordKey("%06d".formatted(i)), texts.get(i)))
            .toList();
    PageCommit commit =
        ports
            .journal()
            .commitPage(
                lease,
                new Fetched.Page(records, List.of(), new Checkpoint("c"), false),
                Fixtures.NOON);
    return ((PageCommit.Committed) commit).counts();
  }

  private List<String> stored() {
    return ports.records().list(SYNC, null, 100_000).stream().map(record -> record.json()).toList();
  }

  private long rowsWhere(String condition) {
    return database
        .find("select count(*) as rows from records where " + condition, row -> row.number("rows"))
        .orElseThrow();
  }

  /** Random JSON as connectors write it. */
  private static final class Canonical {
    private static final String[] USUAL = {
      "a",
      "B",
      "z",
      " ",
      "/",
      "\u00e4",
      "\u4e2d",
      "\ud83d\ude00",
      "\uffef",
      "\u2028",
      "\u007f",
      "<",
      "'",
      "null"
    };
    private static final String[] ESCAPED = {
      "\\\"", "\\\\", "\\n", "\\r", "\\t", "\\b", "\\f", "\\u0001", "\\u001F", "\\u000B"
    };
    private static final String[] USUAL_NUMBERS = {
      "0", "7", "-7", "1.50", "0.1000", "-0.25", "123456789012345678901234567890.123", "100"
    };
    private static final String[] RARE_NUMBERS = {
      "-0",
      "-0.0",
      "1e5",
      "1E-7",
      "-1.5E+10",
      "1e400",
      "1e999",
      "1e1000",
      "-2e-16383",
      "1e99999",
      "1e-99999",
      "1e2147483648"
    };

    private final Random random;
    private final boolean rare;

    Canonical(Random random, boolean rare) {
      this.random = random;
      this.rare = rare;
    }

    String object(int depth) {
      Map<String, String> members = new TreeMap<>();
      int size = random.nextInt(5);
      for (int i = 0; i < size; i++) {
        // Names are sorted as they are, and not as they are escaped.
        members.put(name(), value(depth));
      }
      members.put("id", "\"x\"");
      return members.entrySet().stream()
          .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
          .collect(Collectors.joining(",", "{", "}"));
    }

    private String name() {
      return pick(USUAL) + pick(USUAL) + random.nextInt(10);
    }

    private String value(int depth) {
      return switch (random.nextInt(depth > 0 ? 8 : 6)) {
        case 0 -> "null";
        case 1 -> String.valueOf(random.nextBoolean());
        case 2, 3 -> number();
        case 4, 5 -> "\"" + string() + "\"";
        case 6 -> object(depth - 1);
        default ->
            IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> value(depth - 1))
                .collect(Collectors.joining(",", "[", "]"));
      };
    }

    private String number() {
      return rare && random.nextInt(4) == 0
          ? pick(RARE_NUMBERS)
          : random.nextBoolean()
              ? pick(USUAL_NUMBERS)
              : random.nextBoolean()
                  ? String.valueOf(random.nextInt())
                  : String.valueOf(random.nextInt(100_000) / 8.0);
    }

    private String string() {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(8); i > 0; i--) {
        text.append(random.nextInt(3) == 0 ? pick(ESCAPED) : pick(USUAL));
        if (rare && random.nextInt(20) == 0) {
          text.append("\\u0000");
        }
      }
      return text.toString();
    }

    private String pick(String[] of) {
      return of[random.nextInt(of.length)];
    }
  }

  private static List<String> texts(int seed, int count, boolean rare) {
    Canonical canonical = new Canonical(new Random(seed), rare);
    return IntStream.range(0, count).mapToObj(i -> canonical.object(3)).toList();
  }

  @Test
  void keepsUsualTextsWithoutAnythingBesideThem() {
    List<String> first = texts(1, 3_000, false);
    assertThat(store(first)).isEqualTo(new RunCounts(3_000, 0, 0, 0));
    assertThat(stored()).isEqualTo(first);
    assertThat(rowsWhere("exact is not null")).isZero();

    List<String> second = texts(2, 3_000, false);
    store(second);
    assertThat(stored()).as("put in the place of others").isEqualTo(second);
    assertThat(rowsWhere("exact is not null")).isZero();
    assertThat(rowsWhere("content ->> 'id' = 'x'")).isEqualTo(3_000);
  }

  @Test
  void keepsRareNumbersAndCharactersAsTheyWere() {
    List<String> first = texts(3, 3_000, true);
    store(first);
    assertThat(stored()).isEqualTo(first);
    assertThat(rowsWhere("exact is not null")).isBetween(300L, 2_900L);
    assertThat(rowsWhere("content is null and exact is null")).isZero();

    List<String> second = texts(4, 3_000, true);
    store(second);
    assertThat(stored()).as("put in the place of others").isEqualTo(second);
    assertThat(rowsWhere("content is not null and content ->> 'id' is distinct from 'x'")).isZero();
  }

  @Test
  void letsContentBeQueried() {
    store(List.of("{\"address\":{\"city\":\"Z\u00fcrich\"},\"amount\":12.50,\"id\":\"x\"}"));

    assertThat(rowsWhere("content #>> '{address,city}' = 'Z\u00fcrich'")).isOne();
    assertThat(rowsWhere("(content ->> 'amount')::numeric > 12.49")).isOne();
    assertThat(rowsWhere("content @> '{\"id\": \"x\"}'")).isOne();
  }

  static List<String> otherTexts() {
    List<String> texts = new ArrayList<>();
    texts.add("{\"b\":1,\"a\":2}");
    texts.add("{ \"a\" : 1 }");
    texts.add("{\"a\":1,\"a\":2}");
    texts.add("{\"a\":{\"b\":1,\"a\":[{\"d\":1,\"d\":1}]}}");
    texts.add("{\"a\":\"\\/\",\"b\":\"\\u0041\",\"c\":\"\\u001f\"}");
    texts.add("{\"a\":\"\\ud800\"}");
    texts.add("{\"\\ude00\":\"\\ud83d\\ude00\"}");
    texts.add("{\"a\":\"\\\\u0000\"}");
    texts.add("{\"\\u0000\":1}");
    texts.add("{\"\":\"\"}");
    texts.add("{}");
    texts.add("[1,2]");
    texts.add("null");
    texts.add("\"text\"");
    texts.add("-0");
    texts.add("1 2");
    texts.add("{\"a\":1}{\"a\":1}");
    texts.add("no JSON at all\n\t\\. \\N");
    texts.add("");
    texts.add("{\"a\":\"tab\\tand\\\\N\\n\\\\.\"}");
    texts.add("{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}");
    texts.add("[".repeat(20_000) + "]".repeat(20_000));
    texts.add("{\"a\":" + "9".repeat(1_200) + "}");
    texts.add("{\"a\":" + "9".repeat(140_000) + "}");
    texts.add("{\"a\":1." + "3".repeat(17_000) + "}");
    texts.add("{\"a\":0." + "0".repeat(16_000) + "1e-999}");
    texts.add("{\"a\":" + "9".repeat(130_900) + "e999}");
    texts.add("{\"" + "n".repeat(60_000) + "\":1}");
    texts.add("{\"a\":\"" + "\u4e2d\\n".repeat(100_000) + "\"}");
    return texts;
  }

  /** Those are long: their number is their name. */
  static List<Integer> numbersOfOtherTexts() {
    return IntStream.range(0, otherTexts().size()).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("numbersOfOtherTexts")
  void keepsAnyText(int number) {
    List<String> text = List.of(otherTexts().get(number));
    store(text);
    assertThat(stored().equals(text)).isTrue();

    store(List.of("{}"));
    store(text);
    assertThat(stored().equals(text)).as("put in the place of another").isTrue();
  }

  @Test
  void keepsHalvesOfSurrogatePairsAsEscapes() {
    List<String> texts =
        List.of(
            "{\"a\":\"x\ud800y\"}",
            "{\"a\":\"\ude00\ud83d\"}",
            "{\"\ud83d\":\"\ud83d\ude00\ud83d\"}",
            "{\"a\":\"\ud83d\ud83d\ude00\"}");
    store(texts);

    assertThat(stored())
        .containsExactly(
            "{\"a\":\"x\\ud800y\"}",
            "{\"a\":\"\\ude00\\ud83d\"}",
            "{\"\\ud83d\":\"\ud83d\ude00\\ud83d\"}",
            "{\"a\":\"\\ud83d\ud83d\ude00\"}");
    assertThat(store(texts)).as("known by their hashes").isEqualTo(new RunCounts(0, 0, 4, 0));
  }
}
