package dev.tidemark.connectors.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LanguageProperties {
  private static final List<String> PIECES =
      List.of(
          "{{",
          "}}",
          "{%",
          "%}",
          "{#",
          "#}",
          "{{-",
          "-}}",
          "config",
          "record",
          "now_utc()",
          "foo",
          "'a'",
          "\"b\"",
          "'",
          "1",
          "2.5",
          "10**9",
          "[",
          "]",
          "(",
          ")",
          "{",
          "}",
          ",",
          ":",
          ".",
          "|",
          "+",
          "-",
          "*",
          "/",
          "//",
          "%",
          "**",
          "~",
          "==",
          "<",
          ">=",
          " in ",
          " not in ",
          " is ",
          " and ",
          " or ",
          " not ",
          " if ",
          " else ",
          "none",
          "true",
          "set",
          "for",
          "endfor",
          "endif",
          "raw",
          "x",
          "=",
          "\n",
          " ",
          "|upper",
          "|int",
          "|join(',')",
          "|list",
          ".get('s')",
          "['s']",
          "[0]",
          "[1:]",
          "is defined",
          "|map('int')",
          ".items()",
          "duration('P1M')",
          "|tojson",
          "é",
          "\ud83d\ude00",
          "\\",
          "%s",
          "|default('x')",
          "|regex_search('(.)')");

  @Provide
  Arbitrary<String> almostTemplates() {
    return Arbitraries.of(PIECES).list().ofMaxSize(12).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> almostExpressions() {
    return almostTemplates().map(inside -> "{{ " + inside + " }}");
  }

  /** Values that have a literal: what JSON has, whose numbers are finite. */
  @Provide
  Arbitrary<Object> literals() {
    Arbitrary<Object> plain =
        Arbitraries.<Object>oneOf(
            Arbitraries.longs().map(number -> (Object) number),
            Arbitraries.doubles().map(number -> (Object) number),
            Arbitraries.bigIntegers().map(Integers::shrink),
            Arbitraries.of(true, false).map(bool -> (Object) bool),
            texts().map(text -> (Object) text));
    return Arbitraries.recursive(
        () -> plain,
        inner ->
            Arbitraries.<Object>oneOf(
                inner.list().ofMaxSize(4).map(list -> (Object) list),
                inner.list().ofMaxSize(4).map(list -> (Object) Tuple.of(list)),
                Arbitraries.maps(texts(), inner)
                    .ofMaxSize(4)
                    .map(map -> (Object) new LinkedHashMap<>(map))),
        0,
        3);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(10),
        Arbitraries.strings().withChars("'\"\\\n\t\0aNx{}[](),1 é\u200b").ofMaxLength(8));
  }

  @Property
  void readsEveryPrintedLiteralBackAsItself(@ForAll("literals") Object value) {
    assertThat(LiteralReader.read(PythonText.repr(value))).isEqualTo(value);
  }

  @Property
  void skipsPrintingOnlyWhereReadingBackGivesTheSame(@ForAll("literals") Object value) {
    Object reread = Literals.reread(new Scope(Given.plain()), value);

    assertThat(reread).isEqualTo(LiteralReader.read(PythonText.repr(value)));
  }

  @Property
  void givesADataValueUnchanged(@ForAll("literals") Object value) {
    Object result = Given.evaluate("{{ [x] }}", Map.of("x", value));

    assertThat(result).isEqualTo(List.of(value));
  }

  @Property
  void readsAnyTextAsALiteralOrLeavesIt(@ForAll String text) {
    Object read = LiteralReader.read(text);

    assertThat(read instanceof String ? "a text" : PythonText.of(read)).isNotEmpty();
  }

  @Property
  void parsesAnyTextOrSaysWhyNot(@ForAll String text) {
    assertEndsProperly(text);
  }

  @Property(tries = 2000)
  void parsesAlmostTemplatesOrSaysWhyNot(@ForAll("almostTemplates") String text) {
    assertEndsProperly(text);
  }

  @Property(tries = 2000)
  void parsesAlmostExpressionsOrSaysWhyNot(@ForAll("almostExpressions") String text) {
    assertEndsProperly(text);
  }

  private static void assertEndsProperly(String source) {
    assertThatCode(
            () -> {
              try {
                Template.parse(source, Given.allowed()).evaluate(Given.nodes());
              } catch (InvalidTemplateException e) {
                assertThat(e.problems())
                    .isNotEmpty()
                    .allMatch(problem -> problem.position() <= source.length());
              } catch (ExpressionException e) {
                assertThat(e.position()).isBetween(0, source.length());
              }
            })
        .doesNotThrowAnyException();
  }
}
