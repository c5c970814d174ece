package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Parses the statements {@code set}, {@code if} and {@code for}. */
final class StatementParser {
  private static final Set<String> ENDS_OF_IF = Set.of("elif", "else", "endif");
  private static final Set<String> ENDS_OF_FOR = Set.of("else", "endfor");

  private final TemplateParser template;
  private final KnownNames names;

  StatementParser(TemplateParser template, KnownNames names) {
    this.template = template;
    this.names = names;
  }

  /** The statement whose name was just taken. */
  Segment parse(Token name, Tokens tokens) {
    return switch (name.text()) {
      case "set" -> parseSet(name, tokens);
      case "if" -> parseIf(name, tokens);
      case "for" -> parseFor(name, tokens);
      default ->
          throw TemplateParser.problem(
              name.position(),
              "the statement '" + name.text() + "'",
              "one of set, if, for and raw, or an expression in {{ }}");
    };
  }

  private Segment parseSet(Token name, Tokens tokens) {
    List<Token> targets = parseTargets(tokens);
    tokens.expectOperator("=");
    Expression value = template.parseWhole(tokens, true);
    targets.forEach(names::declare);
    return new Segment.Assignment(name.position(), texts(targets), value);
  }

  private static List<Token> parseTargets(Tokens tokens) {
    List<Token> targets = new ArrayList<>();
    boolean parenthesized = tokens.acceptOperator("(");
    do {
      targets.add(tokens.expectName("the name of a variable"));
    } while (tokens.acceptOperator(","));
    if (parenthesized) {
      tokens.expectOperator(")");
    }
    return targets;
  }

  private static List<String> texts(List<Token> targets) {
    return targets.stream().map(Token::text).toList();
  }

  private Segment parseIf(Token name, Tokens tokens) {
    List<Segment.Choice.Branch> branches = new ArrayList<>();
    Set<String> before = names.variables();
    Set<String> after = new HashSet<>(before);
    Expression condition = template.parseWhole(tokens, true);
    while (true) {
      List<Segment> body = new ArrayList<>();
      TemplateParser.Ending ending =
          template.parseBody(body, condition == null ? Set.of("endif") : ENDS_OF_IF);
      branches.add(new Segment.Choice.Branch(condition, body));
      after.addAll(names.variables());
      names.forgetAllBut(before);
      refuseEndOfTemplate(ending, "{% endif %}");
      if (ending.name().text().equals("endif")) {
        ending.tokens().expectEnd();
        // What any branch set may be used behind them; it is undefined when another was taken.
        names.forgetAllBut(after);
        return new Segment.Choice(name.position(), branches);
      }
      condition =
          ending.name().text().equals("elif") ? template.parseWhole(ending.tokens(), true) : null;
      if (condition == null) {
        ending.tokens().expectEnd();
      }
    }
  }

  private Segment parseFor(Token name, Tokens tokens) {
    Set<String> before = names.variables();
    List<Token> targets = parseTargets(tokens);
    if (!tokens.acceptName("in")) {
      throw tokens.unexpected("'in'");
    }
    Expression source = template.parseOne(tokens, false);
    targets.forEach(names::declare);
    Expression condition = tokens.acceptName("if") ? template.parseOne(tokens, true) : null;
    tokens.expectEnd();
    names.declareLoop();
    List<Segment> body = new ArrayList<>();
    List<Segment> otherwise = new ArrayList<>();
    TemplateParser.Ending ending = template.parseBody(body, ENDS_OF_FOR);
    names.forgetAllBut(before);
    if (ending.name().isName("else")) {
      ending.tokens().expectEnd();
      ending = template.parseBody(otherwise, Set.of("endfor"));
      names.forgetAllBut(before);
    }
    refuseEndOfTemplate(ending, "{% endfor %}");
    ending.tokens().expectEnd();
    return new Segment.Loop(name.position(), texts(targets), source, condition, body, otherwise);
  }

  private static void refuseEndOfTemplate(TemplateParser.Ending ending, String accepted) {
    if (ending.name().type() == Token.Type.END) {
      throw TemplateParser.problem(
          ending.name().position(), "the end of the template", "'" + accepted + "'");
    }
  }
}
