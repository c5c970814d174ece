package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The methods of text. */
final class TextMethods {
  private static final Signature SPLIT = Signature.of("sep?", "maxsplit?");
  private static final Signature RANGE = Signature.of("sub", "start?", "end?");

  private TextMethods() {}

  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    all.add(plain("lower", CharacterRules::lower));
    all.add(plain("casefold", CharacterRules::lower));
    all.add(plain("upper", CharacterRules::upper));
    all.add(plain("title", CharacterRules::titleWords));
    all.add(plain("capitalize", CharacterRules::capitalize));
    all.add(plain("swapcase", TextMethods::swapCase));
    all.add(test("isdigit", TextTests::isDigit));
    all.add(test("isdecimal", TextTests::isDecimal));
    all.add(test("isnumeric", TextTests::isNumeric));
    all.add(test("isalpha", TextTests::isAlpha));
    all.add(test("isalnum", TextTests::isAlphanumeric));
    all.add(test("isspace", TextTests::isSpace));
    all.add(test("islower", TextTests::isLower));
    all.add(test("isupper", TextTests::isUpper));
    all.add(test("istitle", TextTests::isTitle));
    all.add(strip("strip", true, true));
    all.add(strip("lstrip", true, false));
    all.add(strip("rstrip", false, true));
    all.addAll(cuts());
    all.addAll(searches());
    all.addAll(paddings());
    return all;
  }

  private static List<Operation> cuts() {
    return List.of(
        method("split", SPLIT, TextMethods::split),
        method("rsplit", SPLIT, TextMethods::splitFromRight),
        method(
            "splitlines",
            Signature.of("keepends?"),
            (text, arguments) -> TextParts.lines(text, arguments.flagOr(0, false))),
        method(
            "partition",
            Signature.of("sep"),
            (text, arguments) -> TextParts.partition(text, arguments.text(0), false)),
        method(
            "rpartition",
            Signature.of("sep"),
            (text, arguments) -> TextParts.partition(text, arguments.text(0), true)),
        method(
            "removeprefix",
            Signature.of("prefix"),
            (text, arguments) ->
                text.startsWith(arguments.text(0))
                    ? text.substring(arguments.text(0).length())
                    : text),
        method(
            "removesuffix",
            Signature.of("suffix"),
            (text, arguments) ->
                text.endsWith(arguments.text(0))
                    ? text.substring(0, text.length() - arguments.text(0).length())
                    : text),
        method(
            "replace",
            Signature.of("old", "new", "count?"),
            (text, arguments) ->
                TextSearch.replace(
                    arguments.scope(),
                    text,
                    arguments.text(0),
                    arguments.text(1),
                    arguments.integerOr(2, -1))),
        method(
            "join",
            Signature.of("iterable"),
            (text, arguments) -> join(text, arguments.value(0), arguments.scope())),
        method("format", Signature.open(0), BraceFormat::format));
  }

  private static List<Operation> searches() {
    return List.of(
        method(
            "startswith",
            Signature.of("prefix", "start?", "end?"),
            (text, arguments) ->
                anyOf(part(text, arguments), arguments.value(0), String::startsWith)),
        method(
            "endswith",
            Signature.of("suffix", "start?", "end?"),
            (text, arguments) ->
                anyOf(part(text, arguments), arguments.value(0), String::endsWith)),
        method("find", RANGE, (text, arguments) -> find(text, arguments, false, false)),
        method("rfind", RANGE, (text, arguments) -> find(text, arguments, true, false)),
        method("index", RANGE, (text, arguments) -> find(text, arguments, false, true)),
        method("rindex", RANGE, (text, arguments) -> find(text, arguments, true, true)),
        method(
            "count",
            RANGE,
            (text, arguments) -> {
              String searched = part(text, arguments);
              return TextSearch.count(searched, arguments.text(0));
            }));
  }

  private static List<Operation> paddings() {
    return List.of(
        pad("center", 0),
        pad("ljust", -1),
        pad("rjust", 1),
        method(
            "zfill",
            Signature.of("width"),
            (text, arguments) -> {
              boolean signed = text.startsWith("-") || text.startsWith("+");
              String sign = signed ? text.substring(0, 1) : "";
              int width = arguments.integer(0) - sign.length();
              String digits = text.substring(sign.length());
              return sign + TextParts.pad(arguments.scope(), digits, width, "0", 1);
            }));
  }

  private static Operation method(
      String name, Signature signature, BiFunction<String, Arguments, @Nullable Object> body) {
    return Operation.of(
        name,
        signature,
        (subject, arguments) -> {
          String text = Arguments.text(subject, "the value in front of ." + name);
          arguments.scope().spend(text.length());
          Object result = body.apply(text, arguments);
          return result instanceof List<?> list ? arguments.scope().made(list) : result;
        });
  }

  private static Operation plain(String name, Function<String, String> change) {
    return method(name, Signature.NONE, (text, arguments) -> change.apply(text));
  }

  private static Operation test(String name, Predicate<String> test) {
    return method(name, Signature.NONE, (text, arguments) -> test.test(text));
  }

  private static Operation strip(String name, boolean start, boolean end) {
    return method(
        name,
        Signature.of("chars?"),
        (text, arguments) ->
            TextParts.strip(text, arguments.hasSome(0) ? arguments.text(0) : null, start, end));
  }

  private static Operation pad(String name, int align) {
    return method(
        name,
        Signature.of("width", "fillchar?"),
        (text, arguments) ->
            TextParts.pad(
                arguments.scope(), text, arguments.integer(0), arguments.textOr(1, " "), align));
  }

  private static List<@Nullable Object> split(String text, Arguments arguments) {
    int most = arguments.integerOr(1, -1);
    return arguments.hasSome(0)
        ? TextParts.split(text, arguments.text(0), most)
        : TextParts.words(text, most);
  }

  private static List<@Nullable Object> splitFromRight(String text, Arguments arguments) {
    int most = arguments.integerOr(1, -1);
    return arguments.hasSome(0)
        ? TextParts.splitFromRight(text, arguments.text(0), most)
        : TextParts.wordsFromRight(text, most);
  }

  /** The text between the bounds that the second and third argument are. */
  private static String part(String text, Arguments arguments) {
    Object start = arguments.valueOr(1, null);
    Object end = arguments.valueOr(2, null);
    return start == null && end == null
        ? text
        : (String) Objects.requireNonNull(Access.slice(arguments.scope(), text, start, end, null));
  }

  private static boolean anyOf(
      String text, @Nullable Object wanted, BiPredicate<String, String> test) {
    if (wanted instanceof Tuple tuple) {
      return tuple.stream().anyMatch(one -> test.test(text, Arguments.text(one, "a part")));
    }
    return test.test(text, Arguments.text(wanted, "a part"));
  }

  private static long find(String text, Arguments arguments, boolean last, boolean mustBeThere) {
    String searched = part(text, arguments);
    String wanted = arguments.text(0);
    int found =
        last ? TextSearch.lastIndexOf(searched, wanted) : TextSearch.indexOf(searched, wanted, 0);
    if (found < 0 && mustBeThere) {
      throw Fault.value("the part is not in the text");
    }
    int start = arguments.hasSome(1) ? arguments.integer(1) : 0;
    int skipped = start < 0 ? Math.max(0, CodePoints.count(text) + start) : start;
    return found < 0 ? -1 : searched.codePointCount(0, found) + (long) skipped;
  }

  private static String join(String separator, @Nullable Object parts, Scope scope) {
    List<String> texts = new ArrayList<>();
    long length = 0;
    for (Object part : scope.walk(parts)) {
      String text = Arguments.text(part, "what join joins");
      length += text.length() + (long) separator.length();
      scope.refuseLongText(length);
      texts.add(text);
    }
    return scope.made(String.join(separator, texts));
  }

  private static String swapCase(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(letter ->
            out.append(
                Character.isUpperCase(letter.codePointAt(0))
                    ? CharacterRules.lower(letter)
                    : CharacterRules.upper(letter)));
    return out.toString();
  }
}
