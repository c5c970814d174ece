package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a template into text, tags and comments by Jinja's rules. */
final class TemplateParser {
  private static final Pattern TAG = Pattern.compile("\\{[{%#]");
  private static final Pattern RAW_START =
      Pattern.compile("\\{%[-+]?\\s*+raw\\s*+(?:-%\\}\\s*+|%\\})");
  private static final Pattern RAW_END =
      Pattern.compile("\\{%([-+]?)\\s*+endraw\\s*+(?:\\+%\\}|-%\\}\\s*+|%\\})");
  private static final int DEEPEST_STATEMENT = 20;
  private static final int DEEPEST_EXPRESSION = 200;

  private final String source;
  private final KnownNames names;
  private final StatementParser statements;
  private int at;
  private boolean stripsNext;
  private int depth;

  TemplateParser(String source, Set<String> allowed) {
    this.source = source;
    this.names = new KnownNames(allowed);
    this.statements = new StatementParser(this, names);
  }

  /** The parts of the template; throws with every problem that was found. */
  List<Segment> parse() {
    List<Segment> segments = new ArrayList<>();
    List<TemplateProblem> problems = new ArrayList<>();
    try {
      parseBody(segments, Set.of());
      problems.addAll(names.problems());
    } catch (InvalidTemplateException e) {
      problems.addAll(names.problems());
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new InvalidTemplateException(problems);
    }
    return List.copyOf(segments);
  }

  /**
   * The statement that ended a body.
   *
   * @param name its name, or an END token at the end of the template
   * @param tokens what stands behind the name
   */
  record Ending(Token name, Tokens tokens) {}

  /** Parses up to a statement with one of some names, or to the end of the template. */
  Ending parseBody(List<Segment> segments, Set<String> ends) {
    if (++depth > DEEPEST_STATEMENT) {
      throw problem(
          at, "statements in statements", "no more than " + DEEPEST_STATEMENT + " levels");
    }
    Ending ending = null;
    while (ending == null) {
      Matcher tag = TAG.matcher(source).region(at, source.length());
      int start = tag.find() ? tag.start() : source.length();
      boolean strips = start + 2 < source.length() && source.charAt(start + 2) == '-';
      addText(segments, source.substring(at, start), strips);
      at = start;
      ending = start == source.length() ? endOfTemplate() : parseTag(segments, ends);
    }
    depth--;
    return ending;
  }

  private Ending endOfTemplate() {
    Token end = new Token(Token.Type.END, "", null, source.length());
    return new Ending(end, new Tokens(List.of(end)));
  }

  private void addText(List<Segment> segments, String text, boolean stripsEnd) {
    String stripped = stripsNext ? CharacterRules.stripStart(text) : text;
    stripsNext = false;
    stripped = stripsEnd ? CharacterRules.stripEnd(stripped) : stripped;
    if (!stripped.isEmpty()) {
      segments.add(new Segment.Text(stripped));
    }
  }

  /** Parses the tag that starts here; answers with the statement that ends the body, if it does. */
  private @Nullable Ending parseTag(List<Segment> segments, Set<String> ends) {
    int start = at;
    boolean hasSign = start + 2 < source.length() && "-+".indexOf(source.charAt(start + 2)) >= 0;
    int inside = start + (hasSign ? 3 : 2);
    return switch (source.charAt(start + 1)) {
      case '#' -> {
        skipComment(inside);
        yield null;
      }
      case '{' -> {
        Tokens tokens = read(inside, "}}");
        Expression expression = parseWhole(tokens, true);
        segments.add(new Segment.Output(expression));
        yield null;
      }
      default -> parseRawOr(segments, ends, inside);
    };
  }

  private void skipComment(int inside) {
    int end = source.indexOf("#}", inside);
    if (end < 0) {
      throw problem(at, "a comment that is not closed", "'#}'");
    }
    stripsNext = end > inside && source.charAt(end - 1) == '-';
    at = end + 2;
  }

  private @Nullable Ending parseRawOr(List<Segment> segments, Set<String> ends, int inside) {
    Matcher raw = RAW_START.matcher(source).region(at, source.length());
    if (!raw.lookingAt()) {
      Tokens tokens = read(inside, "%}");
      Token name = tokens.expectName("the name of a statement");
      if (ends.contains(name.text())) {
        return new Ending(name, tokens);
      }
      segments.add(statements.parse(name, tokens));
      return null;
    }
    Matcher end = RAW_END.matcher(source).region(raw.end(), source.length());
    if (!end.find()) {
      throw problem(at, "raw text that is not closed", "'{% endraw %}'");
    }
    addText(segments, source.substring(raw.end(), end.start()), end.group(1).equals("-"));
    at = end.end();
    return null;
  }

  private Tokens read(int inside, String end) {
    Lexer.Tag tag = Lexer.read(source, inside, end);
    at = tag.end();
    stripsNext = tag.stripsAfter();
    return new Tokens(tag.tokens());
  }

  /** The expression that the rest of a tag is. */
  Expression parseWhole(Tokens tokens, boolean withConditional) {
    Expression expression = parseOne(tokens, withConditional);
    tokens.expectEnd();
    return expression;
  }

  /** An expression of a tag, bounded in depth. */
  Expression parseOne(Tokens tokens, boolean withConditional) {
    int position = tokens.peek().position();
    Expression expression = new ExpressionParser(tokens, names).parseTuple(withConditional);
    if (Expression.depth(expression) > DEEPEST_EXPRESSION) {
      throw problem(
          position,
          "an expression in too many levels",
          "one of at most " + DEEPEST_EXPRESSION + " operations upon each other");
    }
    return expression;
  }

  static InvalidTemplateException problem(int position, String found, String accepted) {
    return new InvalidTemplateException(new TemplateProblem(position, found, accepted));
  }
}
