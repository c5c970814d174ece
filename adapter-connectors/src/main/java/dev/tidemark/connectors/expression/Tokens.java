package dev.tidemark.connectors.expression;

import java.util.List;

/** The tokens of one tag, taken from left to right. */
final class Tokens {
  private final List<Token> tokens;
  private int at;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token behind the next one. */
  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  boolean acceptOperator(String operator) {
    return accept(peek().isOperator(operator));
  }

  boolean acceptName(String name) {
    return accept(peek().isName(name));
  }

  private boolean accept(boolean fits) {
    if (fits) {
      next();
    }
    return fits;
  }

  void expectOperator(String operator) {
    if (!acceptOperator(operator)) {
      throw unexpected("'" + operator + "'");
    }
  }

  /** Takes a name, whatever it is. */
  Token expectName(String accepted) {
    if (peek().type() != Token.Type.NAME) {
      throw unexpected(accepted);
    }
    return next();
  }

  void expectEnd() {
    if (peek().type() != Token.Type.END) {
      throw unexpected("an operator, a filter or the end of the tag");
    }
  }

  InvalidTemplateException unexpected(String accepted) {
    return new InvalidTemplateException(
        new TemplateProblem(peek().position(), peek().words(), accepted));
  }
}
