package dev.tidemark.application.signin;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.domain.provider.ProviderId;
import java.net.URI;
import java.util.Optional;

/** Driven port: how users let us in at providers, by OAuth 2.0 (RFC 6749 with RFC 7636). */
public interface Authorizations {
  /**
   * Where a user goes to be asked.
   *
   * @param redirectUri where the provider sends the user back to
   * @param state what it hands back as it is
   * @param verifier the secret whose hash it is shown now, and itself when the code is exchanged
   */
  record Way(URI redirectUri, String state, String verifier) {}

  /**
   * What a provider handed back.
   *
   * @param redirectUri the same as in the way there
   * @param verifier the same as in the way there
   */
  record Return(URI redirectUri, String code, String verifier) {
    @Override
    public String toString() {
      return "Return[" + redirectUri + "]";
    }
  }

  /** What came of a code. */
  sealed interface Exchanged {
    /** Credentials that connect the provider. */
    record Granted(Credentials credentials) implements Exchanged {}

    /** The provider does not take the code, for a reason that is safe to show. */
    record Refused(String message) implements Exchanged {}

    /** The provider could not be asked; whether the code is spent is not known. */
    record Unreachable(String message) implements Exchanged {}
  }

  /** Where nobody can sign in to anything. */
  static Authorizations none() {
    return new NoAuthorizations();
  }

  /**
   * What keeps users from signing in to the provider here, in one sentence; empty if nothing does.
   */
  Optional<String> obstacle(ProviderId provider);

  /**
   * The provider's page that asks the user.
   *
   * @throws IllegalStateException if there is an obstacle
   */
  URI page(ProviderId provider, Way way);

  /**
   * Exchanges a code for credentials.
   *
   * @throws IllegalStateException if there is an obstacle
   */
  Exchanged exchange(ProviderId provider, Return back);
}
