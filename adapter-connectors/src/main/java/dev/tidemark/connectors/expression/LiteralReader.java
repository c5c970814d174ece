package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text as a Python literal, as {@code ast.literal_eval} does: numbers, texts, True, False,
 * None, tuples, lists, dicts and sets, with comments and brackets over several lines.
 */
final class LiteralReader {
  private static final int DEEPEST = 200;

  private final LiteralCursor in;
  private boolean unsigned;

  private LiteralReader(String text) {
    this.in = new LiteralCursor(text);
  }

  /** The value of the literal, or the text itself when it is no literal. */
  static @Nullable Object read(String text) {
    if (!mayBeLiteral(text)) {
      return text;
    }
    try {
      return new LiteralReader(text).readAll();
    } catch (NotALiteral | Fault e) {
      return text;
    }
  }

  /** Rules out by the first characters what cannot be a literal, which is most texts. */
  private static boolean mayBeLiteral(String text) {
    if (text.isEmpty()) {
      return false;
    }
    char first = text.charAt(0);
    if (CharacterRules.isLatinLetter(first)) {
      char second = text.length() > 1 ? text.charAt(1) : ' ';
      return switch (first) {
        case 'T' -> second == 'r';
        case 'F' -> second == 'a';
        case 'N' -> second == 'o';
        case 's' -> second == 'e';
        case 'r', 'R', 'u', 'U' -> second == '\'' || second == '"';
        default -> false;
      };
    }
    if (first >= '0' && first <= '9') {
      return mayBeNumber(text);
    }
    return first < 0x80 && first != '_' && first != '<' && first != '/' && first != '$';
  }

  /** Rules out what starts with digits, but goes on as no number does: dates, above all. */
  private static boolean mayBeNumber(String text) {
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && c != '_' && c != '.') {
        return ",eExXoObB# \t\f\n\r\\".indexOf(c) >= 0;
      }
    }
    return true;
  }

  private @Nullable Object readAll() {
    in.skipToFirstLine();
    Object first = readValue(0);
    in.skipBlanks(false);
    if (!in.accept(',')) {
      in.expectEnd();
      return first;
    }
    List<@Nullable Object> elements = new ArrayList<>();
    elements.add(first);
    for (in.skipBlanks(false); !in.atEndOfLine(); in.skipBlanks(false)) {
      elements.add(readValue(0));
      in.skipBlanks(false);
      if (!in.accept(',')) {
        break;
      }
    }
    in.expectEnd();
    return Tuple.of(elements);
  }

  private @Nullable Object readValue(int depth) {
    in.skipBlanks(depth > 0);
    char c = in.peek();
    if (c != '+' && c != '-') {
      return readAtom(depth);
    }
    in.advance();
    in.skipBlanks(depth > 0);
    Object number = readAtom(depth);
    if (!unsigned || number == null) {
      throw new NotALiteral();
    }
    unsigned = false;
    return c == '-' ? Numbers.negate(number) : number;
  }

  private @Nullable Object readAtom(int depth) {
    unsigned = false;
    return switch (in.peek()) {
      case '(' -> readParentheses(deeper(depth));
      case '[' -> {
        in.advance();
        yield readElements(']', deeper(depth));
      }
      case '{' -> readBraces(deeper(depth));
      case '\'', '"', 'r', 'R', 'u', 'U' -> readTexts(depth);
      case 'T', 'F', 'N', 's' -> readName(depth);
      default -> {
        unsigned = true;
        yield in.number();
      }
    };
  }

  private static int deeper(int depth) {
    if (depth >= DEEPEST) {
      throw new NotALiteral();
    }
    return depth + 1;
  }

  private @Nullable Object readName(int depth) {
    if (in.acceptWord("True")) {
      return true;
    }
    if (in.acceptWord("False")) {
      return false;
    }
    if (in.acceptWord("None")) {
      return null;
    }
    if (in.acceptWord("set")) {
      in.skipBlanks(depth > 0);
      in.expect('(');
      in.skipBlanks(true);
      in.expect(')');
      return new Tuple();
    }
    throw new NotALiteral();
  }

  private String readTexts(int depth) {
    StringBuilder texts = new StringBuilder();
    do {
      texts.append(in.text());
      in.skipBlanks(depth > 0);
    } while ("'\"rRuU".indexOf(in.peek()) >= 0);
    return texts.toString();
  }

  private @Nullable Object readParentheses(int depth) {
    in.advance();
    in.skipBlanks(true);
    if (in.accept(')')) {
      return new Tuple();
    }
    Object first = readValue(depth);
    in.skipBlanks(true);
    if (in.accept(')')) {
      return first;
    }
    in.expect(',');
    List<@Nullable Object> rest = readElements(')', depth);
    rest.addFirst(first);
    unsigned = false;
    return Tuple.of(rest);
  }

  /** Reads elements up to the closing bracket; the opening one is behind. */
  private List<@Nullable Object> readElements(char end, int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    in.skipBlanks(true);
    while (!in.accept(end)) {
      elements.add(readValue(depth));
      in.skipBlanks(true);
      if (!in.accept(',')) {
        in.expect(end);
        break;
      }
      in.skipBlanks(true);
    }
    unsigned = false;
    return elements;
  }

  private @Nullable Object readBraces(int depth) {
    in.advance();
    in.skipBlanks(true);
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    if (in.accept('}')) {
      return map;
    }
    Object first = readValue(depth);
    in.skipBlanks(true);
    if (!in.accept(':')) {
      return readSet(first, depth);
    }
    Mappings.put(map, first, readValue(depth));
    in.skipBlanks(true);
    while (!in.accept('}')) {
      in.expect(',');
      in.skipBlanks(true);
      if (in.accept('}')) {
        break;
      }
      Object key = readValue(depth);
      in.skipBlanks(true);
      in.expect(':');
      Mappings.put(map, key, readValue(depth));
      in.skipBlanks(true);
    }
    unsigned = false;
    return map;
  }

  /** A set, whose first element is behind; it is kept as a tuple of what is distinct. */
  private Tuple readSet(@Nullable Object first, int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    if (!in.accept('}')) {
      in.expect(',');
      elements = readElements('}', depth);
    }
    elements.addFirst(first);
    Set<@Nullable Object> seen = new LinkedHashSet<>();
    elements.removeIf(element -> !seen.add(Equality.hashable(element)));
    unsigned = false;
    return Tuple.of(elements);
  }
}
