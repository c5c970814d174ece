package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The filters that make texts. All but a few take any value, by the text it is printed as. */
final class TextFilters {
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

  private TextFilters() {}

  static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    all.add(filter("lower", Signature.NONE, (text, arguments) -> CharacterRules.lower(text)));
    all.add(filter("upper", Signature.NONE, (text, arguments) -> CharacterRules.upper(text)));
    all.add(filter("title", Signature.NONE, (text, arguments) -> title(text)));
    all.add(
        filter("capitalize", Signature.NONE, (text, arguments) -> CharacterRules.capitalize(text)));
    all.add(filter("safe", Signature.NONE, (text, arguments) -> text));
    for (String name : List.of("e", "escape", "forceescape")) {
      all.add(filter(name, Signature.NONE, (text, arguments) -> escape(text)));
    }
    all.add(
        filter(
            "trim",
            Signature.of("chars?"),
            (text, arguments) ->
                TextParts.strip(
                    text, arguments.hasSome(0) ? arguments.text(0) : null, true, true)));
    all.add(
        filter(
            "center",
            Signature.of("width?"),
            (text, arguments) ->
                TextParts.pad(arguments.scope(), text, arguments.integerOr(0, 80), " ", 0)));
    all.add(filter("replace", Signature.of("old", "new", "count?"), TextFilters::replace));
    all.add(
        filter(
            "wordcount",
            Signature.NONE,
            (text, arguments) -> WORD.matcher(text).results().count()));
    all.add(filter("format", Signature.open(0), TextFilters::format));
    all.add(Operation.of("string", Signature.NONE, TextFilters::toText));
    all.add(Operation.of("tojson", Signature.of("indent?"), TextFilters::toJson));
    all.add(
        Operation.of(
            "truncate",
            Signature.of("length?", "killwords?", "end?", "leeway?"),
            TextFilters::truncate));
    all.add(
        Operation.of("indent", Signature.of("width?", "first?", "blank?"), TextFilters::indent));
    return all;
  }

  private static Operation filter(
      String name, Signature signature, BiFunction<String, Arguments, @Nullable Object> body) {
    return Operation.of(
        name,
        signature,
        (value, arguments) -> {
          Object result = body.apply(arguments.scope().print(value), arguments);
          return result instanceof String text ? arguments.scope().made(text) : result;
        });
  }

  /** A capital at the start and behind each blank, dash and opening bracket; the rest small. */
  private static String title(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean start = true;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      String letter = Character.toString(point);
      out.append(start ? CharacterRules.upper(letter) : CharacterRules.lower(letter));
      start = "-({[<".indexOf(point) >= 0 || CharacterRules.isSpace(point);
    }
    return out.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  private static String replace(String text, Arguments arguments) {
    Scope scope = arguments.scope();
    int most = arguments.hasSome(2) ? arguments.integer(2) : -1;
    return TextSearch.replace(
        scope, text, scope.print(arguments.value(0)), scope.print(arguments.value(1)), most);
  }

  private static String format(String format, Arguments arguments) {
    if (!arguments.named().isEmpty() && !arguments.all().isEmpty()) {
      throw Fault.type("format takes either plain arguments or arguments with names");
    }
    Object values = arguments.named().isEmpty() ? arguments.all() : arguments.named();
    return PercentFormat.format(arguments.scope(), format, values);
  }

  /**
   * As the reference does, wraps the JSON of what is no text in three quotes, so that the rendered
   * template is read as a text.
   */
  private static String toText(@Nullable Object value, Arguments arguments) {
    if (value instanceof String text) {
      return text;
    }
    Undefined.refuse(value);
    return "\"\"\"" + JsonText.of(arguments.scope(), value) + "\"\"\"";
  }

  private static String toJson(@Nullable Object value, Arguments arguments) {
    Undefined.refuse(value);
    String step = arguments.hasSome(0) ? indentation(arguments, arguments.value(0)) : null;
    String json =
        JsonText.sorted(arguments.scope(), value, step)
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("'", "\\u0027");
    return arguments.scope().made(json);
  }

  /** So many blanks, or the text itself. */
  private static String indentation(Arguments arguments, @Nullable Object width) {
    return width instanceof String text
        ? text
        : " ".repeat(Math.max(0, Math.min(arguments.integer(0), 1000)));
  }

  private static String truncate(@Nullable Object value, Arguments arguments) {
    String text = Arguments.text(value, "what is truncated");
    String end = arguments.textOr(2, "...");
    int leeway = arguments.hasSome(3) ? arguments.integer(3) : 5;
    int room = arguments.integerOr(0, 255);
    int kept = room - CodePoints.count(end);
    if (kept < 0 || leeway < 0) {
      throw Fault.value("the length of truncate must not be shorter than its end");
    }
    if (CodePoints.count(text) <= (long) room + leeway) {
      return text;
    }
    String cut = CodePoints.part(text, 0, kept);
    int blank = arguments.flagOr(1, false) ? -1 : cut.lastIndexOf(' ');
    return arguments.scope().made((blank < 0 ? cut : cut.substring(0, blank)) + end);
  }

  private static String indent(@Nullable Object value, Arguments arguments) {
    String text = Arguments.text(value, "what is indented");
    String step = arguments.has(0) ? indentation(arguments, arguments.value(0)) : "    ";
    boolean blank = arguments.flagOr(2, false);
    StringBuilder out = new StringBuilder(arguments.flagOr(1, false) ? step : "");
    List<@Nullable Object> lines = TextParts.lines(text + "\n", false);
    for (int i = 0; i < lines.size(); i++) {
      String line = String.valueOf(lines.get(i));
      out.append(i == 0 ? "" : "\n");
      out.append(i > 0 && (blank || !line.isEmpty()) ? step : "").append(line);
      arguments.scope().refuseLongText(out.length());
    }
    return arguments.scope().made(out.toString());
  }
}
