package dev.tidemark.connectors.expression;

import java.util.List;
import java.util.stream.Collectors;

/** Says that a text is no template of the language, with every problem that was found. */
public final class InvalidTemplateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<TemplateProblem> problems;

  InvalidTemplateException(List<TemplateProblem> problems) {
    super(problems.stream().map(TemplateProblem::sentence).collect(Collectors.joining("; and ")));
    this.problems = List.copyOf(problems);
  }

  InvalidTemplateException(TemplateProblem problem) {
    this(List.of(problem));
  }

  /** The problems, at least one, in the order of their positions. */
  public List<TemplateProblem> problems() {
    return problems;
  }
}
