package dev.tidemark.connectors.auth;

import dev.tidemark.domain.failure.FetchFailure;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The tokens got with one set of credentials. One thread at a time renews them. */
final class Session {
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile @Nullable AccessToken current;
  private @Nullable String refreshToken;
  private @Nullable Fresh unkept;

  /**
   * Tokens as they came from the provider.
   *
   * @param toKeep the fields of the connection's credentials that changed; often none
   */
  record Fresh(AccessToken token, Optional<String> refreshToken, Map<String, String> toKeep) {}

  /** What came of asking for tokens. */
  sealed interface Outcome {
    /** New ones. */
    record Obtained(Fresh fresh) implements Outcome {}

    /** None, and why. */
    record Refused(FetchFailure failure) implements Outcome {}
  }

  /** Gets tokens from the provider. */
  @FunctionalInterface
  interface Source {
    Outcome obtain(Optional<String> rotatedRefreshToken) throws InterruptedException;
  }

  /** Keeps what has to be kept of new tokens; a failure says why it could not. */
  @FunctionalInterface
  interface Keeper {
    Optional<FetchFailure> keep(Map<String, String> fields);
  }

  /** A token from the connection's settings counts until the session has got one itself. */
  void suggest(AccessToken token) {
    if (current == null) {
      current = token;
    }
  }

  /**
   * A token that is good now; it is got if there is none.
   *
   * @param refused one that the provider no longer takes, whatever it had said
   * @throws InterruptedException when the calling thread is interrupted
   */
  Outcome token(Instant now, Optional<String> refused, Source source, Keeper keeper)
      throws InterruptedException {
    Optional<Outcome> known = known(now, refused);
    if (known.isPresent()) {
      return known.get();
    }
    renewing.lockInterruptibly();
    try {
      Optional<Outcome> meanwhile = known(now, refused);
      if (meanwhile.isPresent()) {
        return meanwhile.get();
      }
      if (unkept == null) {
        switch (source.obtain(Optional.ofNullable(refreshToken))) {
          case Outcome.Refused no -> {
            return no;
          }
          case Outcome.Obtained obtained -> unkept = obtained.fresh();
        }
      }
      return publish(unkept, keeper);
    } finally {
      renewing.unlock();
    }
  }

  /** Tokens are used only once what must not be lost of them is kept. */
  private Outcome publish(Fresh fresh, Keeper keeper) {
    fresh.refreshToken().ifPresent(rotated -> refreshToken = rotated);
    Optional<FetchFailure> trouble =
        fresh.toKeep().isEmpty() ? Optional.empty() : keeper.keep(fresh.toKeep());
    if (trouble.isPresent()) {
      return new Outcome.Refused(trouble.get());
    }
    unkept = null;
    current = fresh.token();
    return new Outcome.Obtained(fresh);
  }

  private Optional<Outcome> known(Instant now, Optional<String> refused) {
    AccessToken token = current;
    return token == null || !token.isGood(now) || refused.equals(Optional.of(token.value()))
        ? Optional.empty()
        : Optional.of(new Outcome.Obtained(new Fresh(token, Optional.empty(), Map.of())));
  }

  /** Whether nobody misses it: it has no token that is good and nothing to be kept. */
  boolean isDisposable(Instant now) {
    AccessToken token = current;
    return !renewing.isLocked() && unkept == null && (token == null || !token.isGood(now));
  }
}
