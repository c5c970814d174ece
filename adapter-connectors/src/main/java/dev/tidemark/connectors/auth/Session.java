package dev.tidemark.connectors.auth;

import dev.tidemark.domain.failure.FetchFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tokens got with one set of credentials. One thread at a time renews them, and those that wait
 * for it share what comes of it. A renewal that fails takes nothing away: the token before it is
 * used as long as the provider takes it.
 */
final class Session {
  /** How long nobody tries again while the present token still does. */
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

  private final ReentrantLock renewing = new ReentrantLock();
  private final AtomicReference<@Nullable AccessToken> current = new AtomicReference<>();
  private volatile AccessTokens.Key key;
  private @Nullable String refreshToken;
  private volatile @Nullable Fresh unkept;
  private volatile Trial last = new Trial(0, Instant.MIN, Optional.empty());

  /**
   * The last attempt at a renewal.
   *
   * @param number counts them
   * @param at when it began
   * @param failure what it failed for, if it did
   */
  private record Trial(long number, Instant at, Optional<FetchFailure> failure) {}

  /** Without a token yet. */
  Session(AccessTokens.Key key) {
    this.key = key;
  }

  /**
   * Tokens as they came from the provider.
   *
   * @param changed the fields of the connection's credentials that changed; often none
   */
  record Fresh(AccessToken token, Optional<String> refreshToken, Change changed) {}

  /**
   * Fields of a connection's credentials, by key.
   *
   * @param before as they were shown
   * @param after as they are now
   */
  record Change(Map<String, String> before, Map<String, String> after) {
    static final Change NONE = new Change(Map.of(), Map.of());
  }

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
    Optional<FetchFailure> keep(Change change);
  }

  /** A token from the connection's settings counts until the session has got one itself. */
  void suggest(AccessToken token) {
    current.compareAndSet(null, token);
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
    long before = last.number();
    renewing.lockInterruptibly();
    try {
      Optional<Outcome> meanwhile = known(now, refused);
      if (meanwhile.isPresent()) {
        return meanwhile.get();
      }
      if (last.number() != before && last.failure().isPresent()) {
        return despite(last.failure().get(), now, refused);
      }
      Outcome outcome = renewed(source, keeper);
      if (outcome instanceof Outcome.Refused no) {
        last = new Trial(last.number() + 1, now, Optional.of(no.failure()));
        return despite(no.failure(), now, refused);
      }
      last = new Trial(last.number() + 1, now, Optional.empty());
      return outcome;
    } finally {
      renewing.unlock();
    }
  }

  private Outcome renewed(Source source, Keeper keeper) throws InterruptedException {
    Fresh fresh = unkept;
    if (fresh == null) {
      switch (source.obtain(Optional.ofNullable(refreshToken))) {
        case Outcome.Refused no -> {
          return no;
        }
        case Outcome.Obtained obtained -> fresh = obtained.fresh();
      }
      unkept = fresh;
    }
    return publish(fresh, keeper);
  }

  /** The present token if it can still be used although it could not be renewed. */
  private Outcome despite(FetchFailure failure, Instant now, Optional<String> refused) {
    AccessToken token = current.get();
    boolean passing = !(failure instanceof FetchFailure.CredentialsRejected);
    return passing && token != null && isUsable(token, now, refused)
        ? present(token)
        : new Outcome.Refused(failure);
  }

  /** Tokens are used only once what must not be lost of them is kept. */
  private Outcome publish(Fresh fresh, Keeper keeper) {
    fresh.refreshToken().ifPresent(rotated -> refreshToken = rotated);
    Optional<FetchFailure> trouble =
        fresh.changed().after().isEmpty() ? Optional.empty() : keeper.keep(fresh.changed());
    if (trouble.isPresent()) {
      return new Outcome.Refused(trouble.get());
    }
    unkept = null;
    current.set(fresh.token());
    return new Outcome.Obtained(fresh);
  }

  private Optional<Outcome> known(Instant now, Optional<String> refused) {
    AccessToken token = current.get();
    if (token == null || !isUsable(token, now, refused)) {
      return Optional.empty();
    }
    Trial trial = last;
    boolean justTried = trial.failure().isPresent() && now.isBefore(trial.at().plus(BETWEEN_TRIES));
    return token.isGood(now) || justTried ? Optional.of(present(token)) : Optional.empty();
  }

  private static boolean isUsable(AccessToken token, Instant now, Optional<String> refused) {
    return now.isBefore(token.expires()) && !refused.equals(Optional.of(token.value()));
  }

  private static Outcome present(AccessToken token) {
    return new Outcome.Obtained(new Fresh(token, Optional.empty(), Change.NONE));
  }

  /** The credentials by which readers that are opened from now on know it. */
  void isNowOf(AccessTokens.Key renewed) {
    key = renewed;
  }

  boolean isOf(AccessTokens.Key asked) {
    return key.equals(asked);
  }

  boolean hasGoodToken(Instant now) {
    AccessToken token = current.get();
    return token != null && token.isGood(now);
  }

  /** Whether something would be lost with it, or is just being got. */
  boolean holdsUnkept() {
    return renewing.isLocked() || unkept != null;
  }
}
