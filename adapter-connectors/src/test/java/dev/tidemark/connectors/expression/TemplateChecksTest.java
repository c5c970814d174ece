package dev.tidemark.connectors.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateChecksTest {
  private static final Set<String> NAMES = Set.of("config", "record");

  private static List<TemplateProblem> problems(String source) {
    InvalidTemplateException refusal =
        catchThrowableOfType(InvalidTemplateException.class, () -> Template.parse(source, NAMES));
    assertThat(refusal).as(source).isNotNull();
    return refusal.problems();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        // names
        refusal("{{ foo }}", 3, "the unknown name 'foo'", "one of config, record"),
        refusal("{{ config.a + foo.b }}", 14, "the unknown name 'foo'", "one of config, record"),
        refusal("{{ 1 if true else foo }}", 18, "the unknown name 'foo'", "one of config, record"),
        refusal("{{ null }}", 3, "the unknown name 'null'", "none"),
        refusal("{{ stream_state.x }}", 3, "the unknown name 'stream_state'", "stream_interval"),
        refusal("{{ now_utc }}", 3, "the unknown name 'now_utc'", "a call of it, now_utc()"),
        refusal("{{ and }}", 3, "the word 'and'", "a value"),
        // macros, filters, tests and methods
        refusal(
            "{{ foo(1) }}", 3, "the unknown macro 'foo'", "camel_case_to_snake_case, day_delta"),
        refusal("{{ range(3) }}", 3, "the unknown macro 'range'", "one of"),
        refusal("{{ config() }}", 3, "the unknown macro 'config'", "one of"),
        refusal("{{ 'a' | frist }}", 9, "the unknown filter 'frist'", "first"),
        refusal("{{ 'a' | random }}", 9, "the unknown filter 'random'", "one of abs"),
        refusal("{{ 1 is primary }}", 8, "the unknown test 'primary'", "one of !=, <"),
        refusal("{{ 'a'.nope() }}", 7, "the unknown method 'nope'", "one of capitalize"),
        refusal("{{ config.pop('a') }}", 10, "the unknown method 'pop'", "one of"),
        refusal("{{ record.list.append(1) }}", 15, "the unknown method 'append'", "one of"),
        refusal("{{ config.items }}", 10, "the method 'items' without a call", "['items']"),
        refusal("{{ (1)(2) }}", 6, "'('", "only macros and methods can be called"),
        refusal("{{ config['get']('a') }}", 16, "'('", "only macros and methods can be called"),
        // arguments
        refusal("{{ now_utc(1) }}", 3, "the macro 'now_utc' with 1 arguments", "now_utc()"),
        refusal("{{ duration() }}", 3, "without 'datestring'", "duration(datestring)"),
        refusal("{{ max() }}", 3, "the macro 'max' with 0 arguments", "max(1 or more arguments)"),
        refusal("{{ max(1, key=2) }}", 3, "the argument 'key'", "max(1 or more arguments)"),
        refusal(
            "{{ format_datetime('a', fmt='b') }}",
            3,
            "a call without 'format'",
            "format_datetime(dt, format, [input_format])"),
        refusal("{{ day_delta(1, days=2) }}", 3, "the argument 'days'", "(num_days, [format])"),
        refusal("{{ day_delta(1, num_days=2) }}", 3, "the argument 'num_days'", "(num_days"),
        refusal(
            "{{ 'a' | replace('b') }}", 9, "a call without 'new'", "replace(old, new, [count])"),
        refusal("{{ 'a' | upper(1) }}", 9, "the filter 'upper' with 1 arguments", "upper()"),
        refusal("{{ 3 is divisibleby }}", 8, "a call without 'num'", "divisibleby(num)"),
        refusal("{{ config.get() }}", 10, "the method 'get' with arguments", "get(key, [default])"),
        refusal("{{ 'a'.split(1, 2, 3) }}", 7, "the method 'split'", "split([sep], [maxsplit])"),
        refusal("{{ max(*config.a) }}", 7, "'*'", "arguments written out one by one"),
        refusal("{{ day_delta(format='a', 1) }}", 25, "'1'", "arguments without a name in front"),
        refusal("{{ 'a' | int(base=1, base=2) }}", 21, "the argument 'base' twice", "it once"),
        // literal arguments
        refusal("{{ 'a' | regex_search('(') }}", 9, "'regex_search' with an argument", "Unclosed"),
        refusal("{{ 'a' | regex_search('\\\\Q') }}", 9, "'regex_search'", "\\Q is unknown"),
        refusal("{{ 'a' | regex_replace('a', '\\\\1') }}", 9, "'regex_replace'", "a group"),
        refusal("{{ duration('1 day') }}", 3, "the macro 'duration'", "such as P1M"),
        refusal("{{ 'a' | hash('md6') }}", 9, "the filter 'hash'", "md5, sha1"),
        refusal("{{ today_with_timezone('Mars') }}", 3, "'today_with_timezone'", "Europe/Berlin"),
        // filters over filters and tests
        refusal("{{ [1] | map('frist') | list }}", 13, "the unknown filter 'frist'", "first"),
        refusal("{{ [1] | map(config.a) | list }}", 9, "the filter 'map'", "written as a text"),
        refusal("{{ [1] | map }}", 9, "the filter 'map'", "the name of a filter"),
        refusal("{{ [1] | map(attribute='a', x=1) }}", 9, "the filter 'map'", "map('filter')"),
        refusal("{{ [1] | select('big') }}", 16, "the unknown test 'big'", "one of"),
        refusal("{{ [1] | selectattr }}", 9, "the filter 'selectattr'", "selectattr('attribute')"),
        refusal("{{ [1] | map('replace', 'a') }}", 13, "a call without 'new'", "replace(old, new"),
        // syntax
        refusal("{{ 1", 4, "the end of the template", "'}}'"),
        refusal("{{ }}", 3, "the end of the tag", "an expression"),
        refusal("{{ 1 2 }}", 5, "'2'", "an operator, a filter or the end of the tag"),
        refusal("{{ 1 + }}", 7, "the end of the tag", "an expression"),
        refusal("{{ (1 }}", 6, "'}'", "')'"),
        refusal("{{ (1] }}", 5, "']'", "')'"),
        refusal("{{ 1) }}", 4, "')' without its opening bracket", "'}}'"),
        refusal("{{ [1, 2 3] }}", 9, "'3'", "','"),
        refusal("{{ {'a' 1} }}", 8, "'1'", "':'"),
        refusal("{{ config. }}", 11, "the end of the tag", "the name of an attribute"),
        refusal("{{ config[] }}", 10, "']'", "an expression"),
        refusal("{{ config['a', 'b'] }}", 13, "','", "']'"),
        refusal("{{ 'a' | }}", 9, "the end of the tag", "the name of a filter"),
        refusal("{{ 1 is }}", 8, "the end of the tag", "the name of a test"),
        refusal("{{ 'a }}", 3, "a text that is not closed", "a closing '"),
        refusal("{{ '\\x4' }}", 3, "a text with a malformed escape", "an escape"),
        refusal("{{ 'a' && 'b' }}", 7, "'&&'", "'and'"),
        refusal("{{ 'a' || 'b' }}", 8, "'|'", "the name of a filter"),
        refusal("{{ !record }}", 3, "'!'", "'not'"),
        refusal("{{ record ? 1 : 2 }}", 10, "'?'", "a if condition else b"),
        refusal("{{ record == not 1 }}", 13, "the word 'not'", "an expression in parentheses"),
        refusal("{# a", 0, "a comment that is not closed", "'#}'"),
        refusal("{% raw %} a", 0, "raw text that is not closed", "endraw"),
        // statements
        refusal("{% include 'a' %}", 3, "the statement 'include'", "one of set, if, for"),
        refusal("{% macro a() %}{% endmacro %}", 3, "the statement 'macro'", "one of set, if, for"),
        refusal("{% endif %}", 3, "the statement 'endif'", "one of set, if, for"),
        refusal("{% if 1 %}a", 11, "the end of the template", "{% endif %}"),
        refusal("{% for a in [1] %}a", 19, "the end of the template", "{% endfor %}"),
        refusal("{% if %}a{% endif %}", 6, "the end of the tag", "an expression"),
        refusal("{% for a [1] %}{% endfor %}", 9, "'['", "'in'"),
        refusal("{% set config = 1 %}", 7, "the name 'config', which is taken", "your own"),
        refusal("{% set a %}{% endset %}", 9, "the end of the tag", "'='"),
        refusal("{% for a in [1] %}{% endfor %}{{ a }}", 33, "the unknown name 'a'", "one of"),
        refusal("{{ a }}{% set a = 1 %}", 3, "the unknown name 'a'", "one of"));
  }

  private static Arguments refusal(String source, int position, String found, String accepted) {
    return Arguments.of(source, position, found, accepted);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhenParsedWithPositionFindingAndWhatIsAccepted(
      String source, int position, String found, String accepted) {
    TemplateProblem problem = problems(source).getFirst();

    assertThat(problem.position()).isEqualTo(position);
    assertThat(problem.found()).contains(found);
    assertThat(problem.accepted()).contains(accepted);
  }

  @Test
  void tellsEveryUnknownNameAtOnce() {
    assertThat(problems("{{ a }}{{ b | c }}{{ d.e() is f }}"))
        .extracting(TemplateProblem::found)
        .containsExactly(
            "the unknown name 'a'",
            "the unknown name 'b'",
            "the unknown filter 'c'",
            "the unknown name 'd'",
            "the unknown method 'e'",
            "the unknown test 'f'");
  }

  @Test
  void tellsUnknownNamesBesideTheMistakeInTheSyntaxThatEndsTheParsing() {
    assertThat(problems("{{ a }}{{ ( }}")).hasSize(2);
  }

  @Test
  void saysAProblemAsOneSentence() {
    assertThatThrownBy(() -> Template.parse("x {{ foo }}", NAMES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "at character 5: found the unknown name 'foo'; accepted is one of config, record");
  }

  @Test
  void saysThatNoNameIsKnownWhereNoneIs() {
    assertThatThrownBy(() -> Template.parse("{{ foo }}", Set.of()))
        .hasMessageContaining("no name at all");
  }

  @Test
  void shortensWhatWasFound() {
    String name = "a".repeat(5000);

    assertThat(problems("{{ " + name + " }}").getFirst().found()).hasSizeLessThan(250);
  }

  @Test
  void refusesATemplateThatIsTooLong() {
    assertThatThrownBy(() -> Template.parse("a".repeat(Template.LONGEST + 1), NAMES))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessageContaining("65537 characters");
    assertThatCode(() -> Template.parse("a".repeat(Template.LONGEST), NAMES))
        .doesNotThrowAnyException();
  }

  @Test
  void checksWhatIsNeverEvaluated() {
    assertThat(problems("{{ 1 if true else foo.bar() | baz }}")).hasSize(3);
    assertThat(problems("{% if false %}{{ foo }}{% endif %}")).hasSize(1);
  }

  @Test
  void refusesAnEmptyProblem() {
    assertThatThrownBy(() -> new TemplateProblem(-1, "a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> new TemplateProblem(0, " ", "b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
