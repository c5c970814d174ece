package dev.tidemark.connectors.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.connectors.expression.ExpressionException.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  private static Template parse(String source) {
    return Template.parse(source, Given.allowed());
  }

  private static @Nullable Object evaluate(String source, @Nullable Object x) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("x", x);
    return Given.evaluate(source, values);
  }

  private static Reason failure(String source) {
    return catchThrowableOfType(ExpressionException.class, () -> Given.evaluate(source)).reason();
  }

  @ParameterizedTest
  @CsvSource({"{{ '5' }}, TEXT, 5", "{{ 5 }}, TEXT, 5", "{{ \"'q'\" }}, TEXT, q", "abc, TEXT, abc"})
  void keepsTextWhereTextIsWanted(String source, ResultType type, String expected) {
    assertThat(parse(source).evaluate(Given.plain(), type)).isEqualTo(expected);
  }

  @Test
  void readsOnlyLiteralsOfTheWantedType() {
    assertThat(parse("{{ '5' }}").evaluate(Given.plain(), ResultType.INTEGER)).isEqualTo(5L);
    assertThat(parse("{{ '5' }}").evaluate(Given.plain(), ResultType.NUMBER)).isEqualTo("5");
    assertThat(parse("{{ 5 }}").evaluate(Given.plain(), ResultType.NUMBER)).isEqualTo("5");
    assertThat(parse("{{ 5.0 }}").evaluate(Given.plain(), ResultType.NUMBER)).isEqualTo(5.0);
    assertThat(parse("{{ 5.0 }}").evaluate(Given.plain(), ResultType.INTEGER)).isEqualTo("5.0");
    assertThat(parse("{{ true }}").evaluate(Given.plain(), ResultType.INTEGER)).isEqualTo(true);
    assertThat(parse("{{ true }}").evaluate(Given.plain(), ResultType.BOOLEAN)).isEqualTo(true);
    assertThat(parse("{{ 1 }}").evaluate(Given.plain(), ResultType.BOOLEAN)).isEqualTo("1");
    assertThat(parse("{{ none }}").evaluate(Given.plain(), ResultType.TEXT)).isEqualTo("None");
    assertThat(parse("{{ [1, 'a'] }}").evaluate(Given.plain(), ResultType.TEXT_OR_LIST))
        .isEqualTo(List.of(1L, "a"));
    assertThat(parse("{{ (1, 'a') }}").evaluate(Given.plain(), ResultType.TEXT_OR_LIST))
        .isEqualTo("(1, 'a')");
    assertThat(parse("{{ [1] }}").evaluate(Given.plain(), ResultType.TEXT)).isEqualTo("[1]");
    assertThat(parse("{{ {'a': 1} }}").evaluate(Given.plain(), ResultType.TEXT_OR_LIST))
        .isEqualTo("{'a': 1}");
  }

  @Test
  void givesTextThatIsNotReadAsAnythingElse() {
    assertThat(parse("{{ 5 }}").evaluateToText(Given.plain())).isEqualTo("5");
    assertThat(parse("{{ 5 | string }}").evaluateToText(Given.plain())).isEqualTo("5");
    assertThat(parse("{{ config.missing }}").evaluateToText(Given.plain())).isEmpty();
    assertThat(parse("/v1/{{ record.id }}").evaluateToText(Given.plain())).isEqualTo("/v1/7");
    assertThat(parse("1,2").evaluateToText(Given.plain())).isEqualTo("1,2");
    assertThat(parse("{{ none }}").evaluateToText(Given.plain())).isEqualTo("None");
  }

  @Test
  void givesNullForAMemberThatIsEmptyOrAsksAMissingValue() {
    assertThat(member("{{ config.missing }}")).isNull();
    assertThat(member("{{ config.missing.deeper }}")).isNull();
    assertThat(member("{{ config.nul.split(',') }}")).isNull();
    assertThat(member("{{ '' }}")).isNull();
    assertThat(member("{{ none }}")).isNull();
    assertThat(member("")).isNull();
    assertThat(member("{{ \"''\" }}")).isEqualTo("");
    assertThat(member("{{ 0 }}")).isEqualTo(0L);
    assertThatThrownBy(() -> member("{{ 1 + 'a' }}")).isInstanceOf(ExpressionException.class);
  }

  private static @Nullable Object member(String source) {
    return parse(source).evaluateOrNull(Given.plain(), ResultType.ANY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "False",
        "false",
        "{}",
        "[]",
        "()",
        "",
        "0",
        "0.0",
        "-0.0",
        "set()",
        "{{ false }}",
        "{{ 0 }}",
        "{{ [] }}",
        "{{ {} }}",
        "{{ () }}",
        "{{ '' }}",
        "{{ 'false' }}",
        "{{ \"'0'\" }}",
        "{{ config.missing }}",
        "{{ config.missing.deeper }}",
        "{{ config.missing > 1 }}",
        "{{ 0.0 }}",
        "{{ config.empty_list }}"
      })
  void countsAsFalse(String source) {
    assertThat(parse(source).evaluateToBoolean(Given.plain())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "True",
        "true",
        "x",
        "FALSE",
        "00.0x",
        "{{ true }}",
        "{{ 1 }}",
        "{{ none }}",
        "None",
        "{{ [0] }}",
        "{{ ' ' }}",
        "{{ config }}",
        "{{ now_utc() }}",
        "{{ 0.1 }}",
        "{{ 10 ** 30 }}",
        "no"
      })
  void countsAsTrue(String source) {
    assertThat(parse(source).evaluateToBoolean(Given.plain())).isTrue();
  }

  @Test
  void failsLoudlyWhereAConditionComparesWhatCannotBeCompared() {
    assertThatThrownBy(() -> parse("{{ config.nul > 1 }}").evaluateToBoolean(Given.plain()))
        .isInstanceOf(ExpressionException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text", "", "{{ 1 + 1 }}", "a{{ 'b' | upper }}c", "{{ duration('P1D') }}"})
  void isConstantWithoutNamesClockAndIds(String source) {
    assertThat(parse(source).isConstant()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ config.s }}",
        "{{ [1, record] }}",
        "{{ now_utc() }}",
        "{{ generate_uuid() }}",
        "{{ day_delta(1) }}",
        "{{ 'a'.join(config.words) }}",
        "{% set a = 1 %}{{ a }}",
        "{{ [1] | map('default', config.s) | list }}",
        "{{ 1 if 1 else config.s }}"
      })
  void isNotConstantWithThem(String source) {
    assertThat(parse(source).isConstant()).isFalse();
  }

  @Test
  void keepsItsSource() {
    assertThat(parse("a {{ 1 }}\n").source()).isEqualTo("a {{ 1 }}\n");
  }

  @Test
  void placesAFailureAndSaysItWithoutTheValue() {
    ExpressionException failure =
        catchThrowableOfType(
            ExpressionException.class,
            () ->
                Given.evaluate(
                    "{{ str_to_datetime(config.s) }}",
                    Given.with(Map.of("config", Map.of("s", "sk_live_secret")))));

    assertThat(failure.position()).isEqualTo(3);
    assertThat(failure.reason()).isEqualTo(Reason.VALUE);
    assertThat(failure)
        .hasMessage("at character 3: a text is no ISO 8601 date or date-time")
        .hasMessageNotContaining("secret");
  }

  @Test
  void placesAFailureAtTheOperationThatFails() {
    ExpressionException failure =
        catchThrowableOfType(
            ExpressionException.class,
            () -> Given.evaluate("{{ config.n + 1 }}{{ config.n + config.s }}"));

    assertThat(failure.position()).isEqualTo(30);
    assertThat(failure).hasMessageContaining("'+' has no meaning between an integer and a text");
  }

  @Test
  void refusesOperandsOfTheWrongTypeWhereTheReferenceAnswersWithTheTemplate() {
    assertThat(failure("{{ 1 + 'a' }}")).isEqualTo(Reason.TYPE);
    assertThat(failure("{{ config.missing | string }}")).isEqualTo(Reason.UNDEFINED);
  }

  @Test
  void printsNoSeries() {
    assertThat(failure("{{ config.list | map('string') }}")).isEqualTo(Reason.TYPE);
    assertThat(failure("{{ config.list | reverse }}")).isEqualTo(Reason.TYPE);
    assertThat(failure("{{ 'x' if config.list | select }}")).isEqualTo(Reason.TYPE);
  }

  @Test
  void knowsVariablesThatOnlySomeBranchesSet() {
    assertThat(Given.evaluate("{% if config.t %}{% set x = 1 %}{% endif %}{{ x }}")).isEqualTo(1L);
    assertThat(Given.evaluate("{% if config.no %}{% set x = 1 %}{% endif %}{{ x }}")).isEqualTo("");
  }

  @Test
  void keepsBytesComplexNumbersAndEllipsesAsTextAndReadsSetsAsLists() {
    assertThat(Given.evaluate("b'a'")).isEqualTo("b'a'");
    assertThat(Given.evaluate("1j")).isEqualTo("1j");
    assertThat(Given.evaluate("...")).isEqualTo("...");
    assertThat(Given.evaluate("set()")).isEqualTo(List.of());
    assertThat(Given.evaluate("{ {{ 1 }}, {{ 1.0 }}, 2}")).isEqualTo(List.of(1L, 2L));
  }

  @Test
  void knowsThePrivateCodesOfDatesForDateTimesToo() {
    assertThat(Given.evaluate("{{ format_datetime(now_utc(), '%ms') }}")).isEqualTo(1774964730123L);
    assertThat(Given.evaluate("{{ now_utc().strftime('%s_as_float') }}"))
        .isEqualTo(1774964730.123456);
    assertThat(Given.evaluate("{{ now_utc().strftime('%epoch_microseconds') }}"))
        .isEqualTo(1774964730123456L);
    assertThat(Given.evaluate("{{ now_utc().strftime('%S.%_ms') }}")).isEqualTo(30.123);
    assertThat(Given.evaluate("{{ format_datetime('1700000000', '%Y', '%s') }}")).isEqualTo(2023L);
    assertThat(Given.evaluate("{{ format_datetime(today_utc(), '%d.%m.') }}")).isEqualTo("31.03.");
  }

  @Test
  void givesTheIdThatIsHandedIn() {
    assertThat(Given.evaluate("{{ generate_uuid() }}")).isEqualTo(Given.ID);
  }

  @Test
  void readsJavaNumbersAndTimes() {
    assertThat(evaluate("{{ x }}", 5)).isEqualTo(5L);
    assertThat(evaluate("{{ x + 1 }}", (short) 5)).isEqualTo(6L);
    assertThat(evaluate("{{ x + 1 }}", (byte) 5)).isEqualTo(6L);
    assertThat(evaluate("{{ x }}", 2.5f)).isEqualTo(2.5);
    assertThat(evaluate("{{ x }}", new BigDecimal("2.50"))).isEqualTo(2.5);
    assertThat(evaluate("{{ x }}", BigInteger.TEN)).isEqualTo(10L);
    assertThat(evaluate("{{ x }}", BigInteger.TEN.pow(30))).isEqualTo(BigInteger.TEN.pow(30));
    assertThat(evaluate("{{ x }}", Instant.parse("2024-01-02T03:04:05.123456789Z")))
        .isEqualTo("2024-01-02 03:04:05.123456+00:00");
    assertThat(evaluate("{{ x.isoformat() }}", OffsetDateTime.parse("2024-01-02T03:04:05+02:00")))
        .isEqualTo("2024-01-02T03:04:05+02:00");
    assertThat(
            evaluate(
                "{{ x }}",
                LocalDateTime.parse("2024-07-02T03:04").atZone(ZoneId.of("Europe/Paris"))))
        .isEqualTo("2024-07-02 03:04:00+02:00");
    assertThat(
            evaluate(
                "{{ x.strftime('%Z|%z') }}", OffsetDateTime.parse("2024-01-02T03:04:05-03:30")))
        .isEqualTo("UTC-03:30|-0330");
    assertThat(evaluate("{{ x }}", LocalDateTime.parse("2024-01-02T03:04")))
        .isEqualTo("2024-01-02 03:04:00");
    assertThat(evaluate("{{ x.timestamp() }}", LocalDateTime.parse("1970-01-01T00:01")))
        .isEqualTo(60.0);
    assertThat(evaluate("{{ x.year }}", LocalDate.parse("2024-01-02"))).isEqualTo(2024L);
    assertThat(evaluate("{{ x }}", Duration.ofHours(30))).isEqualTo("1 day, 6:00:00");
    assertThat(evaluate("{{ now_utc() - x }}", Period.of(0, 1, 1)))
        .isEqualTo("2026-02-27 13:45:30.123456+00:00");
    assertThat(evaluate("{{ x.months }}", Period.ofMonths(3))).isEqualTo(3L);
    assertThat(evaluate("{{ x | first }}", Collections.singleton("a"))).isEqualTo("a");
  }

  @Test
  void readsJacksonNodesOfEveryKind() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;

    assertThat(evaluate("{{ x }}", nodes.numberNode(5))).isEqualTo(5L);
    assertThat(evaluate("{{ x }}", nodes.numberNode(new BigDecimal("1.5")))).isEqualTo(1.5);
    assertThat(evaluate("{{ x }}", nodes.nullNode())).isNull();
    assertThat(evaluate("{{ x }}", nodes.missingNode())).isEqualTo("");
    assertThat(evaluate("{{ x }}", nodes.pojoNode(List.of(1)))).isEqualTo(List.of(1L));
    assertThat(evaluate("{{ x is none }}", nodes.nullNode())).isEqualTo(true);
    assertThat(evaluate("{{ x }}", nodes.objectNode().put("a", 1).putNull("b")))
        .isEqualTo(mapOf("a", 1L, "b", null));
    assertThatThrownBy(() -> evaluate("{{ x }}", nodes.binaryNode(new byte[1])))
        .isInstanceOf(ExpressionException.class);
  }

  private static Map<@Nullable Object, @Nullable Object> mapOf(
      @Nullable Object first, @Nullable Object one, @Nullable Object second, @Nullable Object two) {
    Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
    map.put(first, one);
    map.put(second, two);
    return map;
  }

  @Test
  void refusesAnUnknownJavaClass() {
    assertThatThrownBy(() -> evaluate("{{ x }}", Thread.State.NEW))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("java.lang.Thread$State");
  }

  @Test
  void treatsAnUndefinedNameAsMissing() {
    assertThat(evaluate("{{ x }}", Undefined.of("'x'"))).isEqualTo("");
    assertThat(evaluate("{{ x is defined }}", Undefined.of("'x'"))).isEqualTo(false);
    assertThat(Template.parse("{{ x }}", Set.of("x")).evaluate(Given.names(Map.of())))
        .isEqualTo("");
    assertThatThrownBy(() -> evaluate("{{ x.y }}", Undefined.of("'x'")))
        .hasMessage("at character 5: 'x' is not defined");
  }

  @Test
  void givesCopiesThatDoNotTouchWhatCameIn() {
    List<Object> list = new ArrayList<>(List.of(1, 2));

    Object result = evaluate("{{ x }}", list);
    list.add(3);

    assertThat(result).isEqualTo(List.of(1L, 2L));
  }

  @Test
  void turnsTuplesIntoListsAtAnyDepth() {
    assertThat(Given.evaluate("{{ [(1, (2,)), {'a': (3,)}] }}"))
        .isEqualTo(List.of(List.of(1L, List.of(2L)), Map.of("a", List.of(3L))));
  }

  @Test
  void keepsKeysThatAreNoText() {
    assertThat(Given.evaluate("{{ {1: 'a', none: 'b'} }}")).isEqualTo(mapOf(1L, "a", null, "b"));
    assertThat(Given.evaluate("{{ {1: 'a', true: 'b', 1.0: 'c'} }}")).isEqualTo(Map.of(1L, "c"));
  }

  @Test
  void remembersFormatsPerPlaceWithoutMixingThemUp() {
    Template template = Template.parse("{{ format_datetime('2024-05-06', x) }}", Set.of("x"));

    assertThat(template.evaluate(Given.names(Map.of("x", "%d")))).isEqualTo("06");
    assertThat(template.evaluate(Given.names(Map.of("x", "%m")))).isEqualTo("05");
    assertThat(template.evaluate(Given.names(Map.of("x", "%d")))).isEqualTo("06");
  }
}
