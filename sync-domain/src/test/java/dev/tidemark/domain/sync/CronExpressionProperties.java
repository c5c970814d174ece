package dev.tidemark.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;

/** Cron expressions mean the same here as in a library that many others use. */
class CronExpressionProperties {
  private static final CronParser LIBRARY =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  /** From 2001 to 2064: leap days, and none that is left out. */
  private static final long FIRST = 978_307_200L;

  private static final long LAST = 2_966_371_200L;

  @Property(tries = 3_000)
  void theNextInstantIsTheOneOfTheLibrary(
      @ForAll("expressions") String text, @ForAll @LongRange(min = FIRST, max = LAST) long second) {
    Assume.that(!isReadDifferently(text));
    ZonedDateTime from = Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC);
    Optional<ZonedDateTime> expected =
        ExecutionTime.forCron(LIBRARY.parse(text)).nextExecution(from);
    if (expected.isPresent()) {
      assertThat(CronExpression.parse(text).next(from)).isEqualTo(expected);
    } else {
      // Such as 31 February.
      assertThatIllegalArgumentException().isThrownBy(() -> CronExpression.parse(text));
    }
  }

  /**
   * The library takes a day that fits either of two day fields also when one of them is a step over
   * all days; Vixie's cron, and Tidemark, want it to fit both then.
   */
  private static boolean isReadDifferently(String text) {
    List<String> days = List.of(text.split(" ", -1)[2], text.split(" ", -1)[4]);
    return !days.contains("*") && days.stream().anyMatch(field -> field.startsWith("*/"));
  }

  @Provide
  Arbitrary<String> expressions() {
    return Combinators.combine(
            field(0, 59, 59), field(0, 23, 23), field(1, 31, 31), field(1, 12, 12), field(0, 6, 6))
        .as((minute, hour, day, month, weekday) ->
            String.join(" ", minute, hour, day, month, weekday));
  }

  private static Arbitrary<String> field(int least, int most, int longestStep) {
    Arbitrary<String> value = Arbitraries.integers().between(least, most).map(String::valueOf);
    Arbitrary<String> range =
        Combinators.combine(
                Arbitraries.integers().between(least, most),
                Arbitraries.integers().between(least, most))
            .as((one, other) -> Math.min(one, other) + "-" + Math.max(one, other));
    Arbitrary<Integer> step = Arbitraries.integers().between(1, longestStep);
    Arbitrary<String> part =
        Arbitraries.frequencyOf(
            Tuple.of(3, value),
            Tuple.of(2, range),
            Tuple.of(1, Combinators.combine(range, step).as((r, s) -> r + "/" + s)));
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just("*")),
        Tuple.of(3, part),
        Tuple.of(2, step.map(s -> "*/" + s)),
        Tuple.of(2, part.list().ofMinSize(2).ofMaxSize(3).map(parts -> String.join(",", parts))));
  }
}
