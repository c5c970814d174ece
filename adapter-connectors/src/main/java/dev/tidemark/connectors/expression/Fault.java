package dev.tidemark.connectors.expression;

import dev.tidemark.connectors.expression.ExpressionException.Reason;

/**
 * An evaluation's failure before its position is known. It carries no stack trace, because
 * templates fail on ordinary data and the reader of the message is no Java programmer.
 */
final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String sentence;

  private Fault(Reason reason, String sentence) {
    super(sentence, null, false, false);
    this.reason = reason;
    this.sentence = sentence;
  }

  static Fault undefined(String sentence) {
    return new Fault(Reason.UNDEFINED, sentence);
  }

  static Fault type(String sentence) {
    return new Fault(Reason.TYPE, sentence);
  }

  static Fault value(String sentence) {
    return new Fault(Reason.VALUE, sentence);
  }

  static Fault limit(String sentence) {
    return new Fault(Reason.LIMIT, sentence);
  }

  Reason reason() {
    return reason;
  }

  String sentence() {
    return sentence;
  }
}
