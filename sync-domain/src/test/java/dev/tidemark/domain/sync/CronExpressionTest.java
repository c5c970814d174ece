package dev.tidemark.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static ZonedDateTime next(String expression, ZonedDateTime after) {
    return CronExpression.parse(expression).next(after).orElseThrow();
  }

  /** The first instants after that one, in UTC. */
  private static List<String> instants(String expression, String after, ZoneId zone, int count) {
    CronExpression cron = CronExpression.parse(expression);
    return Stream.iterate(
            cron.next(Instant.parse(after).atZone(zone)).orElseThrow(),
            at -> cron.next(at).orElseThrow())
        .limit(count)
        .map(at -> at.toInstant().toString())
        .toList();
  }

  // 21 November 2026 is a Saturday.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * * * * *          | 2026-11-21T10:00:00Z    | 2026-11-21T10:01:00Z
          * * * * *          | 2026-11-21T10:00:59.9Z  | 2026-11-21T10:01:00Z
          * * * * *          | 2026-12-31T23:59:00Z    | 2027-01-01T00:00:00Z
          30 2 * * *         | 2026-11-21T02:29:59Z    | 2026-11-21T02:30:00Z
          30 2 * * *         | 2026-11-21T02:30:00Z    | 2026-11-22T02:30:00Z
          */15 * * * *       | 2026-11-21T10:01:00Z    | 2026-11-21T10:15:00Z
          */25 * * * *       | 2026-11-21T10:50:00Z    | 2026-11-21T11:00:00Z
          5/25 * * * *       | 2026-11-21T10:31:00Z    | 2026-11-21T10:55:00Z
          10-20/5 * * * *    | 2026-11-21T10:20:00Z    | 2026-11-21T11:10:00Z
          1,31 * * * *       | 2026-11-21T10:02:00Z    | 2026-11-21T10:31:00Z
          0 9-17 * * *       | 2026-11-21T17:00:00Z    | 2026-11-22T09:00:00Z
          0 0 1 * *          | 2026-11-21T10:00:00Z    | 2026-12-01T00:00:00Z
          0 0 31 * *         | 2026-11-21T10:00:00Z    | 2026-12-31T00:00:00Z
          0 0 1 jan *        | 2026-11-21T10:00:00Z    | 2027-01-01T00:00:00Z
          0 0 1 MAR-may *    | 2026-11-21T10:00:00Z    | 2027-03-01T00:00:00Z
          0 9 * * mon-fri    | 2026-11-21T10:00:00Z    | 2026-11-23T09:00:00Z
          0 9 * * Sun        | 2026-11-21T10:00:00Z    | 2026-11-22T09:00:00Z
          0 9 * * 0          | 2026-11-21T10:00:00Z    | 2026-11-22T09:00:00Z
          0 9 * * 7          | 2026-11-21T10:00:00Z    | 2026-11-22T09:00:00Z
          0 9 * * 5-7        | 2026-11-22T10:00:00Z    | 2026-11-27T09:00:00Z
          0 9 * * */2        | 2026-11-21T10:00:00Z    | 2026-11-22T09:00:00Z
          0 9 * * */2        | 2026-11-22T10:00:00Z    | 2026-11-24T09:00:00Z
          0 9 * * 1/2        | 2026-11-20T10:00:00Z    | 2026-11-23T09:00:00Z
          0 9 * * 7/2        | 2026-11-21T10:00:00Z    | 2026-11-22T09:00:00Z
          """)
  void namesTheNextInstant(String expression, Instant after, Instant expected) {
    assertThat(next(expression, after.atZone(ZoneOffset.UTC)).toInstant()).isEqualTo(expected);
  }

  @Nested
  class BothDays {
    @Test
    void oneThatFitsEitherRestrictedDayFits() {
      assertThat(instants("0 0 13 * 5", "2026-11-01T00:00:00Z", ZoneOffset.UTC, 4))
          .containsExactly(
              "2026-11-06T00:00:00Z",
              "2026-11-13T00:00:00Z",
              "2026-11-20T00:00:00Z",
              "2026-11-27T00:00:00Z");
      assertThat(instants("0 0 1 * 5", "2026-11-27T00:00:00Z", ZoneOffset.UTC, 2))
          .containsExactly("2026-12-01T00:00:00Z", "2026-12-04T00:00:00Z");
    }

    @Test
    void aStepOverAllDaysMustFitToo() {
      // Odd days of the month that are Mondays: 23 is one, 16 and 30 are not.
      assertThat(instants("0 0 */2 * 1", "2026-11-10T00:00:00Z", ZoneOffset.UTC, 2))
          .containsExactly("2026-11-23T00:00:00Z", "2026-12-07T00:00:00Z");
    }
  }

  @Nested
  class LeapDays {
    @Test
    void comeEveryFourYears() {
      assertThat(instants("0 0 29 2 *", "2026-01-01T00:00:00Z", ZoneOffset.UTC, 2))
          .containsExactly("2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z");
    }

    @Test
    void stayAwayFor8YearsIn2100() {
      assertThat(instants("0 0 29 2 *", "2096-03-01T00:00:00Z", ZoneOffset.UTC, 1))
          .containsExactly("2104-02-29T00:00:00Z");
    }

    @Test
    void thatAreSundaysMayStayAwayFor40Years() {
      assertThat(instants("0 0 29 2 */7", "2004-03-01T00:00:00Z", ZoneOffset.UTC, 4))
          .containsExactly(
              "2032-02-29T00:00:00Z",
              "2060-02-29T00:00:00Z",
              "2088-02-29T00:00:00Z",
              "2128-02-29T00:00:00Z");
    }
  }

  /** On 29 March 2026 Berlin goes from 2:00 to 3:00, on 25 October from 3:00 back to 2:00. */
  @Nested
  class ClockChangesInBerlin {
    @Test
    void aTimeThatIsSkippedIsTakenWhenTheClocksGoForward() {
      assertThat(instants("30 2 * * *", "2026-03-28T00:00:00Z", BERLIN, 3))
          .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void manySkippedTimesAreTakenOnce() {
      assertThat(instants("*/20 * * * *", "2026-03-29T00:30:00Z", BERLIN, 3))
          .containsExactly("2026-03-29T00:40:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z");
    }

    @Test
    void aTimeThatComesTwiceIsTakenTheFirstTime() {
      assertThat(instants("30 2 * * *", "2026-10-24T12:00:00Z", BERLIN, 2))
          .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void theHourThatComesAgainIsLeftOut() {
      assertThat(instants("*/20 * * * *", "2026-10-25T00:30:00Z", BERLIN, 2))
          .containsExactly("2026-10-25T00:40:00Z", "2026-10-25T02:00:00Z");
      // 2:10 for the second time.
      assertThat(instants("*/20 * * * *", "2026-10-25T01:10:00Z", BERLIN, 1))
          .containsExactly("2026-10-25T02:00:00Z");
    }
  }

  /** On 8 March 2026 New York goes from 2:00 to 3:00, on 1 November from 2:00 back to 1:00. */
  @Nested
  class ClockChangesInNewYork {
    @Test
    void aTimeThatIsSkippedIsTakenWhenTheClocksGoForward() {
      assertThat(instants("15 2 * * *", "2026-03-07T12:00:00Z", NEW_YORK, 2))
          .containsExactly("2026-03-08T07:00:00Z", "2026-03-09T06:15:00Z");
    }

    @Test
    void aSkippedTimeAndTheOneItIsMovedToAreOne() {
      assertThat(instants("0 2,3 * * *", "2026-03-08T06:00:00Z", NEW_YORK, 2))
          .containsExactly("2026-03-08T07:00:00Z", "2026-03-09T06:00:00Z");
    }

    @Test
    void aTimeThatComesTwiceIsTakenTheFirstTime() {
      assertThat(instants("15 1 * * *", "2026-11-01T00:00:00Z", NEW_YORK, 2))
          .containsExactly("2026-11-01T05:15:00Z", "2026-11-02T06:15:00Z");
    }

    @Test
    void timesAroundTheChangeAreWhatClocksShow() {
      assertThat(instants("0 */6 * * *", "2026-11-01T03:59:00Z", NEW_YORK, 3))
          .containsExactly("2026-11-01T04:00:00Z", "2026-11-01T11:00:00Z", "2026-11-01T17:00:00Z");
    }
  }

  @Test
  void aDayThatAZoneSkippedIsTakenAtItsEnd() {
    // Samoa went from 29 to 31 December 2011.
    ZoneId apia = ZoneId.of("Pacific/Apia");
    ZonedDateTime after = LocalDate.of(2011, 12, 29).atTime(12, 0).atZone(apia);
    assertThat(next("0 9 30 12 *", after)).isEqualTo(LocalDate.of(2011, 12, 31).atStartOfDay(apia));
  }

  @Nested
  class Refuses {
    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4 *", "0 0 31 2,4,6,9,11 *", "0 0 31 4 */2"})
    void datesThatDoNotExist(String text) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CronExpression.parse(text))
          .withMessage("cron expression '" + text + "' names no date that exists");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            ''                | has 1
            * * * *           | has 4
            0 0 12 * * ?      | has 6
            """)
    void anythingButFiveFields(String text, String has) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CronExpression.parse(text))
          .withMessageStartingWith("a cron expression has 5 fields (minute hour day month weekday)")
          .withMessageContaining("'" + text + "'")
          .withMessageEndingWith(has);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            60 * * * *        | '60' is no minute of a cron expression (0 to 59, lists, ranges, steps)
            -1 * * * *        | '' is no minute
            1- * * * *        | '' is no minute
            1-2-3 * * * *     | '1-2-3' is no minute
            5-1 * * * *       | '5-1' is no minute
            *-5 * * * *       | '*' is no minute
            */0 * * * *       | '/0' is no minute
            */60 * * * *      | '/60' is no minute
            */x * * * *       | '/x' is no minute
            1/2/3 * * * *     | '1/2/3' is no minute
            1,,2 * * * *      | '' is no minute
            1.5 * * * *       | '1.5' is no minute
            ٣ * * * *         | '٣' is no minute
            0001 * * * *      | '0001' is no minute
            0 24 * * *        | '24' is no hour of a cron expression (0 to 23
            0 0 0 * *         | '0' is no day of month of a cron expression (1 to 31
            0 0 32 * *        | '32' is no day of month
            0 0 L * *         | 'L' is no day of month
            0 0 ? * *         | '?' is no day of month
            0 0 1 0 *         | '0' is no month of a cron expression (1 to 12
            0 0 1 13 *        | '13' is no month
            0 0 1 mon *       | 'mon' is no month
            0 0 1 january *   | 'january' is no month
            0 0 * * 8         | '8' is no day of week of a cron expression (0 to 7
            0 0 * * jan       | 'jan' is no day of week
            0 0 * * fri-sun   | 'fri-sun' is no day of week
            0 0 * * 5#2       | '5#2' is no day of week
            """)
    void whatIsNoFieldAndSaysWhich(String text, String message) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CronExpression.parse(text))
          .withMessageStartingWith(message);
    }
  }

  @Test
  void isItsTextWithSingleSpaces() {
    CronExpression expression = CronExpression.parse("  0\t9   * * mon ");
    assertThat(expression).hasToString("0 9 * * mon");
    assertThat(expression)
        .isEqualTo(CronExpression.parse("0 9 * * mon"))
        .hasSameHashCodeAs(CronExpression.parse("0 9 * * mon"))
        .isNotEqualTo(CronExpression.parse("0 9 * * tue"))
        .isNotEqualTo("0 9 * * mon");
  }
}
