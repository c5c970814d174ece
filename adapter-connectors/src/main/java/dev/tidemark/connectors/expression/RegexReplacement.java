package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Python's re.sub puts in the place of a match: text with references to groups. */
final class RegexReplacement {
  private sealed interface Part {}

  private record Text(String text) implements Part {}

  private record Group(int number) implements Part {}

  private record Named(String name) implements Part {}

  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private RegexReplacement() {}

  /** Reads a replacement and sees that the groups it names are there. */
  static RegexReplacement of(String source, Pattern pattern) {
    RegexReplacement replacement = new RegexReplacement();
    int groups = pattern.matcher("").groupCount();
    for (int at = 0; at < source.length(); ) {
      char c = source.charAt(at);
      if (c == '\\') {
        at = replacement.readEscape(source, at + 1);
      } else {
        replacement.text.append(c);
        at++;
      }
    }
    replacement.endText();
    for (Part part : replacement.parts) {
      boolean missing =
          switch (part) {
            case Group group -> group.number > groups;
            case Named named -> !pattern.namedGroups().containsKey(named.name);
            case Text text -> false;
          };
      if (missing) {
        throw malformed("it refers to a group that is not there");
      }
    }
    return replacement;
  }

  private void endText() {
    if (!text.isEmpty()) {
      parts.add(new Text(text.toString()));
      text.setLength(0);
    }
  }

  private int readEscape(String source, int at) {
    if (at >= source.length()) {
      throw malformed("it ends in a backslash");
    }
    char c = source.charAt(at);
    if (c >= '1' && c <= '9') {
      boolean two = at + 1 < source.length() && Character.isDigit(source.charAt(at + 1));
      endText();
      parts.add(new Group(Integer.parseInt(source.substring(at, at + (two ? 2 : 1)))));
      return at + (two ? 2 : 1);
    }
    if (c == 'g') {
      return readReference(source, at + 1);
    }
    int simple = "abfnrtv\\0".indexOf(c);
    if (simple >= 0) {
      text.append("\u0007\b\f\n\r\t\u000b\\\0".charAt(simple));
    } else if (CharacterRules.isLatinLetter(c)) {
      throw malformed("the escape \\" + c + " is unknown");
    } else {
      text.append('\\').append(c);
    }
    return at + 1;
  }

  private int readReference(String source, int at) {
    int end = source.indexOf('>', at);
    if (end < 0 || source.charAt(at) != '<' || end == at + 1) {
      throw malformed("\\g wants a group in angle brackets");
    }
    String name = source.substring(at + 1, end);
    endText();
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      parts.add(new Group(Integer.parseInt(name.substring(0, Math.min(4, name.length())))));
    } else {
      parts.add(new Named(RegexTranslation.groupName(name)));
    }
    return end + 1;
  }

  private static Fault malformed(String why) {
    return Fault.value("the replacement of a regular expression is malformed: " + why);
  }

  /** The text with every match replaced; a group that took no part is empty. */
  String replaceAll(Scope scope, Matcher matcher, String source) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (matcher.find()) {
      out.append(source, at, matcher.start());
      for (Part part : parts) {
        String piece =
            switch (part) {
              case Text plain -> plain.text;
              case Group group -> matcher.group(group.number);
              case Named named -> matcher.group(named.name);
            };
        out.append(piece == null ? "" : piece);
      }
      scope.refuseLongText(out.length());
      at = matcher.end();
    }
    return scope.made(out.append(source, at, source.length()).toString());
  }
}
