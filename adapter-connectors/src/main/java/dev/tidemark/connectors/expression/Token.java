package dev.tidemark.connectors.expression;

import org.jspecify.annotations.Nullable;

/**
 * A token of an expression or statement.
 *
 * @param text how it is written; of a text literal what it stands for
 * @param value the value of a number
 * @param position where it starts in the template
 */
record Token(Type type, String text, @Nullable Object value, int position) {
  enum Type {
    NAME,
    TEXT,
    NUMBER,
    OPERATOR,
    END
  }

  boolean isOperator(String operator) {
    return type == Type.OPERATOR && text.equals(operator);
  }

  boolean isName(String name) {
    return type == Type.NAME && text.equals(name);
  }

  /** What messages call it. */
  String words() {
    return switch (type) {
      case END -> "the end of the tag";
      case TEXT -> "a text";
      case NAME, NUMBER, OPERATOR -> "'" + text + "'";
    };
  }
}
