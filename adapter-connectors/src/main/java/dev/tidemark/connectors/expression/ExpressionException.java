package dev.tidemark.connectors.expression;

/**
 * Says that a template could not be evaluated with the values at hand. The message is one sentence
 * that never holds a value, so that it may be shown and logged.
 */
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why an evaluation failed. */
  public enum Reason {
    /** Something was asked of a missing value, for example an attribute. */
    UNDEFINED,
    /** An operand or argument has the wrong type. */
    TYPE,
    /** A value of the right type cannot be used, for example text that is no date. */
    VALUE,
    /** The evaluation would take too much time or memory. */
    LIMIT
  }

  private final Reason reason;
  private final int position;

  ExpressionException(Fault fault, int position) {
    super("at character " + position + ": " + fault.sentence(), fault);
    this.reason = fault.reason();
    this.position = position;
  }

  /** The kind of failure. */
  public Reason reason() {
    return reason;
  }

  /** Where in the template, counted in characters from its start, from 0. */
  public int position() {
    return position;
  }
}
