package dev.tidemark.connectors.expression;

/** Leaves the reading of a literal. It has no trace, since most texts are none. */
final class NotALiteral extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotALiteral() {
    super("no literal", null, false, false);
  }
}
