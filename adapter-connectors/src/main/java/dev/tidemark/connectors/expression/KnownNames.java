package dev.tidemark.connectors.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names that a template may use at one place, and the problems found so far. */
final class KnownNames {
  private static final Set<String> RESERVED =
      Set.of("and", "or", "not", "in", "is", "if", "else", "true", "false", "none");

  private final Set<String> allowed;
  private Set<String> variables = new HashSet<>();
  private final List<TemplateProblem> problems = new ArrayList<>();

  KnownNames(Set<String> allowed) {
    this.allowed = new TreeSet<>(allowed);
  }

  void problem(int position, String found, String accepted) {
    problems.add(new TemplateProblem(position, found, accepted));
  }

  List<TemplateProblem> problems() {
    return problems;
  }

  /** The node for a name, which is a problem when it is unknown. */
  Expression resolve(Token name) {
    String text = name.text();
    if (variables.contains(text)) {
      return new Expression.Variable(name.position(), text);
    }
    if (RESERVED.contains(text)) {
      String accepted = "a value, or an expression in parentheses";
      problem(name.position(), "the word '" + text + "'", accepted);
    } else if (!allowed.contains(text)) {
      problem(name.position(), "the unknown name '" + text + "'", accepted(text));
    }
    return new Expression.Name(name.position(), text);
  }

  private String accepted(String name) {
    if (Vocabulary.MACROS.containsKey(name)) {
      return "a call of it, " + name + Vocabulary.MACROS.get(name).signature().words();
    }
    Set<String> names = new TreeSet<>(allowed);
    names.addAll(variables);
    return switch (name) {
      case "null", "nil" -> "none";
      case "stream_state" -> "stream_interval, which holds the bounds that the state led to";
      default -> Vocabulary.oneOf(names);
    };
  }

  /** Makes a variable known; it must not hide what the world or the language gives. */
  void declare(Token name) {
    String text = name.text();
    if (allowed.contains(text) || RESERVED.contains(text) || Vocabulary.MACROS.containsKey(text)) {
      problem(name.position(), "the name '" + text + "', which is taken", "a name of your own");
    }
    variables.add(text);
  }

  /** Makes the variable known that counts the rounds of a loop. */
  void declareLoop() {
    variables.add("loop");
  }

  /** The variables known at this place. */
  Set<String> variables() {
    return Set.copyOf(variables);
  }

  /** Forgets all variables but these. */
  void forgetAllBut(Set<String> kept) {
    variables = new HashSet<>(kept);
  }
}
