package dev.tidemark.connectors.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarDurationTest {

  @ParameterizedTest
  @CsvSource({
    "P1M, 0, 1, PT0S",
    "P1Y2M3DT4H5M6S, 1, 2, P3DT4H5M6S",
    "P2W, 0, 0, P14D",
    "PT0.5S, 0, 0, PT0.5S",
    "'P1,5D', 0, 0, PT36H",
    "-P1M1D, 0, -1, PT-24H",
    "+P1D, 0, 0, P1D",
    "PT, 0, 0, PT0S"
  })
  void readsIso8601(String text, int years, int months, Duration time) {
    assertThat(CalendarDuration.parse(text)).isEqualTo(CalendarDuration.of(years, months, time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "1D",
        "P1",
        "PD",
        "P1D2M",
        "P1H",
        "PT1D",
        "P-1D",
        "p1d",
        "P1DT1H ",
        "P1Y1Y",
        "P9999999999999999D",
        "P2000000Y",
        "P0001-01-01T00:00:00"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> CalendarDuration.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-31T10:00Z, P1M, 2024-02-29T10:00Z",
    "2023-01-31T10:00Z, P1M, 2023-02-28T10:00Z",
    "2024-02-29T10:00Z, P1Y, 2025-02-28T10:00Z",
    "2024-12-15T10:00Z, P1M, 2025-01-15T10:00Z",
    "2024-01-31T23:00Z, P1MT2H, 2024-03-01T01:00Z",
    "2024-01-01T00:00+02:00, P1D, 2024-01-02T00:00+02:00"
  })
  void addsMonthsFirstAndKeepsToTheMonth(String from, String span, String to) {
    assertThat(CalendarDuration.parse(span).addTo(OffsetDateTime.parse(from)))
        .isEqualTo(OffsetDateTime.parse(to));
  }

  @Test
  void subtractsMonthsFirst() {
    OffsetDateTime moment = OffsetDateTime.parse("2024-03-31T00:00Z");

    assertThat(CalendarDuration.parse("P1M").subtractFrom(moment)).isEqualTo("2024-02-29T00:00Z");
    assertThat(CalendarDuration.parse("P1M1D").subtractFrom(moment)).isEqualTo("2024-02-28T00:00Z");
    assertThat(CalendarDuration.parse("P13M").subtractFrom(moment)).isEqualTo("2023-02-28T00:00Z");
  }

  @Test
  void refusesToLeaveTheYearsThatDatesHave() {
    OffsetDateTime moment = OffsetDateTime.parse("2024-03-31T00:00Z");

    for (String span : new String[] {"P8000Y", "P9999999D", "P100000M"}) {
      assertThatThrownBy(() -> CalendarDuration.parse(span).addTo(moment))
          .isInstanceOf(DateTimeException.class);
    }
    assertThatThrownBy(() -> CalendarDuration.parse("P2024Y").subtractFrom(moment))
        .isInstanceOf(DateTimeException.class);
  }

  @Test
  void refusesToMoveADateByAFractionOfAMonth() {
    assertThatThrownBy(
            () -> CalendarDuration.parse("P1.5M").addTo(OffsetDateTime.parse("2024-03-31T00:00Z")))
        .isInstanceOf(DateTimeException.class)
        .hasMessageContaining("fraction");
  }

  @Test
  void knowsWhetherItHasALength() {
    assertThat(CalendarDuration.parse("P1DT5H").isTimeOnly()).isTrue();
    assertThat(CalendarDuration.parse("P1M").isTimeOnly()).isFalse();
    assertThat(CalendarDuration.parse("P0Y0M1D").isTimeOnly()).isTrue();
  }

  @Test
  void refusesMoreMonthsThanAnyDateHas() {
    assertThatThrownBy(
            () -> new CalendarDuration(BigDecimal.ZERO, new BigDecimal("1e7"), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1E+7");
  }
}
