package dev.tidemark.connectors.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates and data that try to take all time or memory; each must end at once, in any way. */
class HostileTemplatesTest {
  /** Measured under 0.8 s on two busy cores; the rest is for machines that are slower still. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final Names NAMES = names();

  private static Names names() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    Map<String, Object> endlessMap = new HashMap<>();
    endlessMap.put("a", endlessMap);
    List<Object> deep = new ArrayList<>();
    List<Object> at = deep;
    for (int i = 0; i < 20_000; i++) {
      List<Object> inner = new ArrayList<>();
      at.add(inner);
      at = inner;
    }
    return Given.names(
        Map.of(
            "text", "a".repeat(50_000) + "!",
            "big", Collections.nCopies(200_000, 1),
            "endless", endless,
            "endless_map", endlessMap,
            "deep", deep));
  }

  private static @Nullable Throwable failure(String source) {
    try {
      Template.parse(source, Set.of("text", "big", "endless", "endless_map", "deep"))
          .evaluate(NAMES);
      return null;
    } catch (InvalidTemplateException | ExpressionException e) {
      return e;
    }
  }

  static Stream<String> tooMuch() {
    return Stream.of(
        "{{ 'a' * 10**9 }}",
        "{{ 'a' * 10**30 }}",
        "{{ [1] * 10**9 }}",
        "{{ (1,) * 10**12 }}",
        "{{ (10 ** 10) ** (10 ** 10) }}",
        "{{ 2 ** 100000000 }}",
        "{{ (10**4000) * (10**4000) }}",
        "{{ ('9' * 5000) | int }}",
        "{{ 'a' * 1000000 ~ 'a' * 1000000 }}",
        "{{ ('a' * 1000000).replace('a', 'b' * 1000) }}",
        "{{ 'a'.replace('', 'b' * 1000000) }}",
        "{{ [[[0] * 1000] * 1000] * 1000 }}",
        "{{ [[[0] * 1000] * 1000] * 1000 == [[[0] * 1000] * 1000] * 1000 }}",
        "{{ [[[0] * 1000] * 1000] * 1000 < [[[0] * 1000] * 1000] * 1000 }}",
        "{{ ([[[0] * 1000] * 1000] * 1000) | tojson }}",
        "{{ ((((0,) * 1000,) * 1000,) * 1000) in {} }}",
        "{{ text | regex_search('(a+)+b') }}",
        "{{ text | regex_search('(a|aa)+$') }}",
        "{{ text | regex_search('(.*)*x') }}",
        "{{ text | regex_search('((a|b)*)z') }}",
        "{{ text | regex_replace('(a|a)*b', '') }}",
        "{{ text | regex_replace('a', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb') }}",
        "{{ '%1000000000d' % 5 }}",
        "{{ '{:9999999}'.format(5) }}",
        "{{ 'a'.center(10**9) }}",
        "{{ 'a' | center(1000000000) }}",
        "{{ [1, 2] | batch(10**9, 0) | list }}",
        "{{ [1, 2] | slice(10**9) | list }}",
        "{{ 5 | round(10**9, 'ceil') }}",
        "{{ endless }}",
        "{{ endless | tojson }}",
        "{{ endless == endless }}",
        "{{ endless < endless }}",
        "{{ endless_map }}",
        "{{ endless_map | string }}",
        "{{ deep }}",
        "{{ deep == deep }}",
        "{{ deep | tojson }}",
        "{% for i in [0] * 1000000 %}{% for j in [0] * 1000000 %}{% endfor %}{% endfor %}",
        "{% for i in 'ab' %}".repeat(19) + "x" + "{% endfor %}".repeat(19),
        "{% set x = 'a' * 1000000 %}{% for i in [0] * 1000 %}{{ x }}{% endfor %}",
        "{% set x = 'a' * 1000000 %}{% for i in [0] * 1000 %}{% set y = x | upper %}{% endfor %}",
        "{% set x = [0] * 1000000 %}{{ x == x" + " == x".repeat(5000) + " }}",
        "{{ now_utc().strftime('%Y' * 1000) }}");
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void refusesWhatTakesTooMuch(String source) {
    Throwable failure = assertTimeout(SOON, () -> failure(source));

    assertThat(failure).isInstanceOf(ExpressionException.class);
    assertThat(((ExpressionException) failure).reason())
        .isEqualTo(ExpressionException.Reason.LIMIT);
  }

  static Stream<String> tooDeep() {
    return Stream.of(
        "{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}",
        "{{ " + "[".repeat(5000) + "]".repeat(5000) + " }}",
        "{{ " + "{'a':".repeat(3000) + "1" + "}".repeat(3000) + " }}",
        "{{ " + "not ".repeat(10_000) + "1 }}",
        "{{ " + "-".repeat(30_000) + "1 }}",
        "{{ 1" + "+1".repeat(20_000) + " }}",
        "{{ 1" + " if 1 else 1".repeat(4000) + " }}",
        "{{ 1" + " and 1".repeat(9000) + " }}",
        "{{ text" + ".a".repeat(20_000) + " }}",
        "{{ text" + "['a']".repeat(9000) + " }}",
        "{{ 'a'" + "|upper".repeat(9000) + " }}",
        "{% if 1 %}".repeat(3000) + "{% endif %}".repeat(3000),
        "{{ 'x' | regex_search('" + "(".repeat(3000) + ")".repeat(3000) + "') }}",
        "{{ " + "9".repeat(60_000) + " }}",
        "{{ " + "{".repeat(20_000));
  }

  @ParameterizedTest
  @MethodSource("tooDeep")
  void refusesWhenParsedWhatIsNestedTooDeeply(String source) {
    assertThat(assertTimeout(SOON, () -> failure(source)))
        .isInstanceOf(InvalidTemplateException.class);
  }

  static Stream<String> harmless() {
    return Stream.of(
        "{{ ('a' * 500000 ~ 'b') in 'a' * 1000000 }}",
        "{{ ('a' * 1000000).replace('a' * 1000, 'b') | length }}",
        "{{ ('ab' * 500000).count('ab' * 1000 ~ 'c') }}",
        "{{ ('a' * 1000000).rfind('b' ~ 'a' * 400000) }}",
        "{{ ('a' * 1000000).split('a') | length }}",
        "{{ 1" + " == 1".repeat(10_000) + " }}",
        "{{ 'a'" + " ~ 'a'".repeat(9000) + " }}",
        "{{ 'x' | regex_search('((a{1000}){1000}){1000}') }}",
        "{{ ('a' * 30) | regex_search('(a?){30}a{30}z') }}",
        "{{ 1.5 | round(-(10**9)) }}",
        "{{ 5 | round(-(10**9)) }}",
        "{{ 'abc'[10**30:] }}",
        "{{ [1, 2, 3][::-(10**30)] }}",
        "{{ 'a' | truncate(10**30) }}",
        "{{ big | sort | length }}",
        "{{ big | join(',') }}",
        "{{ 1 ** (10**4000) }}",
        "{{ '1,' * 200000 }}",
        "{{ '(' * 100000 }}",
        "{{ '{1:' * 100000 }}",
        "9".repeat(60_000),
        "(".repeat(60_000),
        "[".repeat(30_000) + "]".repeat(30_000),
        "'a'".repeat(20_000),
        "-".repeat(60_000) + "1",
        "1_".repeat(30_000),
        "0x" + "f".repeat(60_000),
        "1e" + "9".repeat(60_000),
        "\\\n".repeat(30_000) + "1",
        "#\n".repeat(30_000) + "1");
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void endsSoonWithAnAnswer(String source) {
    assertThat(assertTimeout(SOON, () -> failure(source))).isNull();
  }

  static Stream<String> strange() {
    return Stream.of(
        "{{ duration('P' ~ '9' * 1000 ~ 'D') }}",
        "{{ now_utc() + duration('P999999999D') }}",
        "{{ now_utc() + duration('P999999Y') }}",
        "{{ now_utc() - duration('P2027Y') }}",
        "{{ duration('P999999999D') * 10**15 }}",
        "{{ duration('P1M') * 10**300 }}",
        "{{ duration('P1D') * (1e308 * 10) }}",
        "{{ day_delta(1e300) }}",
        "{{ format_datetime(10**300, '%Y') }}",
        "{{ format_datetime(10**15, '%Y', '%s') }}",
        "{{ format_datetime('1', '%Y', '%') }}",
        "{{ ([1, 'nan' | float, 3, 2, 'nan' | float, 0] * 40) | sort }}",
        "{{ 'inf' | float | abs | round(0, 'ceil') }}",
        "{{ (1e308 * 10) | int }}",
        "{{ 10 ** 400 / 1.0 }}",
        "{{ '%' % () }}",
        "{{ '%(' % {} }}",
        "{{ ('{' ~ '9' * 5000 ~ '}').format(1) }}");
  }

  @ParameterizedTest
  @MethodSource("strange")
  void failsOnValuesThatCannotBeUsed(String source) {
    Throwable failure = assertTimeout(SOON, () -> failure(source));

    assertThat(failure).isInstanceOf(ExpressionException.class);
    assertThat(((ExpressionException) failure).reason())
        .isEqualTo(ExpressionException.Reason.VALUE);
  }
}
