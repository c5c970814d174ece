package dev.tidemark.connectors.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeFormatTest {
  private static final OffsetDateTime MOMENT = OffsetDateTime.parse("2024-02-03T04:05:06.789012Z");

  @ParameterizedTest
  @CsvSource({
    "%Y-%m-%dT%H:%M:%SZ, 2024-02-03T04:05:06Z",
    "%Y-%m-%dT%H:%M:%S.%fZ, 2024-02-03T04:05:06.789012Z",
    "%Y-%m-%dT%H:%M:%S.%_msZ, 2024-02-03T04:05:06.789Z",
    "%Y-%m-%dT%H:%M:%S%z, 2024-02-03T04:05:06+0000",
    "%s, 1706933106",
    "%ms, 1706933106789",
    "%s_as_float, 1706933106.789012",
    "%epoch_microseconds, 1706933106789012",
    "%d/%m/%y, 03/02/24",
    "'%a, %d %b %Y', 'Sat, 03 Feb 2024'"
  })
  void printsAndReadsBackWhatItPrinted(String pattern, String text) {
    DatetimeFormat format = DatetimeFormat.of(pattern);

    assertThat(format.format(MOMENT)).isEqualTo(text);
    assertThat(format.format(format.parse(text))).isEqualTo(text);
    assertThat(format.pattern()).isEqualTo(pattern);
  }

  @Test
  void readsATextWithoutAnOffsetInUtcAndKeepsTheOffsetOfOneThatHasIt() {
    assertThat(DatetimeFormat.of("%Y-%m-%d %H:%M").parse("2024-02-03 04:05"))
        .isEqualTo("2024-02-03T04:05Z");
    assertThat(DatetimeFormat.of("%Y-%m-%d %H:%M %z").parse("2024-02-03 04:05 +0230"))
        .isEqualTo("2024-02-03T04:05+02:30");
    assertThat(DatetimeFormat.of("%Y %z").parse("2024 Z")).isEqualTo("2024-01-01T00:00Z");
  }

  @Test
  void printsInTheOffsetOfTheMomentButCountsFrom1970InUtc() {
    OffsetDateTime moment = OffsetDateTime.parse("1970-01-01T02:00:01+02:00");

    assertThat(DatetimeFormat.of("%H %z").format(moment)).isEqualTo("02 +0200");
    assertThat(DatetimeFormat.of("%s").format(moment)).isEqualTo("1");
  }

  @Test
  void countsBackwardsFrom1970() {
    OffsetDateTime before = OffsetDateTime.parse("1969-12-31T23:59:58.5Z");

    assertThat(DatetimeFormat.of("%ms").format(before)).isEqualTo("-1500");
    assertThat(DatetimeFormat.of("%ms").parse("-1500")).isEqualTo(before);
    assertThat(DatetimeFormat.of("%s_as_float").parse("-1.5")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "%Y-%m-%d, 2024-02-30",
    "%Y-%m-%d, 2024-02-03T00:00:00",
    "%Y-%m-%d, ''",
    "%d, x",
    "%q, 1",
    "%Y %Y, 2024 2024",
    "%, x",
    "%s, 1.5",
    "%s, 99999999999999",
    "%ms, 9223372036854775807",
    "%s_as_float, nan",
    "%s_as_float, abc",
    "%G %V, 2024 05",
    "%z, +9999"
  })
  void refusesATextThatDoesNotMatchWithoutRepeatingIt(String pattern, String text) {
    DatetimeFormat format = DatetimeFormat.of(pattern);

    assertThatThrownBy(() -> format.parse(text))
        .isInstanceOf(DateTimeException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .isNotBlank()
        .doesNotContain("2024");
  }

  @Test
  void refusesAPatternThatIsTooLong() {
    assertThatThrownBy(() -> DatetimeFormat.of("%Y".repeat(501)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1002");
  }

  @Test
  void readsIsoTextIntoUtc() {
    assertThat(DatetimeFormat.parseIso("2024-02-03T04:05:06.7890129+02:00"))
        .isEqualTo("2024-02-03T02:05:06.789012Z");
    assertThat(DatetimeFormat.parseIso("2024-02-03")).isEqualTo("2024-02-03T00:00Z");
    assertThat(DatetimeFormat.parseIso("2024-W05-6")).isEqualTo("2024-02-03T00:00Z");
    assertThat(DatetimeFormat.parseIso("2024-02-03T24:00")).isEqualTo("2024-02-04T00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "0000-01-01",
        "202402",
        "2024-2-3",
        "2024-02-03T",
        "2024-02-03T4",
        "2024-02-03T25",
        "2024-02-03T24:01",
        "2024-02-03T04:0506",
        "2024-02-03T04:05:06.",
        "2024-02-03T04:05:06.7Z8",
        "2024-02-03T04:05+2",
        "2024-02-03T04:05+02:99",
        "2024-W54",
        "2024-W05-8",
        "2024-W056",
        "2024-000",
        "2023-366",
        "2024-02-03T04:05:06 +02:00x",
        "3 February 2024"
      })
  void refusesWhatIsNoIsoText(String text) {
    assertThatThrownBy(() -> DatetimeFormat.parseIso(text)).isInstanceOf(DateTimeException.class);
  }
}
