package dev.tidemark.sandbox.oauth;

/** Why a token request is refused, in no provider's words yet. */
enum Refusal {
  INVALID_REQUEST,
  UNKNOWN_CLIENT,
  WRONG_SECRET,
  UNKNOWN_GRANT_TYPE,
  BAD_CODE,
  WRONG_REDIRECT,
  WRONG_VERIFIER,
  BAD_REFRESH_TOKEN;

  /** Makes the token endpoint answer with this refusal. */
  Thrown because(String message) {
    return new Thrown(this, message);
  }

  /** Carries a refusal from where it is found to where it is answered. */
  static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Refusal refusal;

    private Thrown(Refusal refusal, String message) {
      super(message, null, false, false);
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
