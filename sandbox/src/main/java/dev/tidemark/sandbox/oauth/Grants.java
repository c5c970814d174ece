package dev.tidemark.sandbox.oauth;

import dev.tidemark.sandbox.exchange.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The codes and tokens that one provider issued, and what they are still good for. Safe for
 * threads. Nothing is forgotten, so that what was good once is told from what never was.
 */
final class Grants {
  private static final Duration CODE_LIFETIME = Duration.ofSeconds(60);

  /** Everything that came of one consent. */
  private static final class Grant {
    final String account;
    final String scope;
    final boolean anyClient;

    /** The number of the newest refresh token; they are counted from 0. */
    int newest;

    /** Refresh tokens with lower numbers are good no more. */
    int floor;

    boolean dead;

    Grant(String account, String scope, boolean anyClient) {
      this.account = account;
      this.scope = scope;
      this.anyClient = anyClient;
    }
  }

  private static final class Code {
    final AuthorizationRequest request;
    final Grant grant;
    final Instant end;
    boolean used;

    Code(AuthorizationRequest request, Grant grant, Instant end) {
      this.request = request;
      this.grant = grant;
      this.end = end;
    }
  }

  /** {@code number} is that of the refresh token that came with it. */
  private record Access(Grant grant, int number, Optional<Instant> end) {}

  private record Refresh(Grant grant, int number) {}

  private final Vendor vendor;
  private final Secrets secrets;
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Access> accesses = new HashMap<>();
  private final Map<String, Refresh> refreshes = new HashMap<>();
  private OAuthSettings settings = OAuthSettings.USUAL;

  /** What it issues differs from that of other vendors, and of other starts. */
  Grants(Vendor vendor, Instant started) {
    this.vendor = vendor;
    this.secrets =
        new Secrets(started.getEpochSecond() * 31 + started.getNano() + vendor.title().hashCode());
    vendor
        .standing()
        .forEach((token, account) -> {
          Grant grant = new Grant(account, vendor.usualScope(), vendor.standsForAnyClient());
          refreshes.put(token, new Refresh(grant, 0));
        });
  }

  synchronized OAuthSettings settings() {
    return settings;
  }

  /** Tokens that were issued before keep what they have. */
  synchronized void settings(OAuthSettings newSettings) {
    settings = newSettings;
  }

  /** A code for an account that somebody consented to open. */
  synchronized String code(AuthorizationRequest request, String account, Instant now) {
    String scope = request.scope().isEmpty() ? vendor.usualScope() : request.scope();
    String code = secrets.make(vendor.prefixes().code());
    codes.put(code, new Code(request, new Grant(account, scope, false), now.plus(CODE_LIFETIME)));
    return code;
  }

  /** Spends a code; one that is tried with a wrong address or verifier is spent as well. */
  synchronized Tokens redeem(
      String given, Optional<String> redirectUri, Optional<String> verifier, Instant now) {
    Code code = codes.get(given);
    if (code == null) {
      throw Refusal.BAD_CODE.because("Malformed auth code.");
    }
    if (code.used) {
      code.grant.dead = true;
      throw Refusal.BAD_CODE.because("The code was used before; what it gave is withdrawn.");
    }
    code.used = true;
    if (!now.isBefore(code.end)) {
      throw Refusal.BAD_CODE.because("The code has expired.");
    }
    if (!redirectUri.map(code.request.redirectUri()::equals).orElse(!vendor.needsRedirectUri())) {
      throw Refusal.WRONG_REDIRECT.because("The code was sent to another redirect_uri.");
    }
    proveKey(code.request.challenge(), verifier);
    Optional<String> refreshToken = Optional.empty();
    if (vendor.refreshes(code.request, settings)) {
      refreshToken = Optional.of(newRefreshToken(code.grant, 0));
    }
    return tokens(code.grant, 0, refreshToken, true, now);
  }

  private static void proveKey(Optional<String> challenge, Optional<String> verifier) {
    if (challenge.isPresent() && verifier.isEmpty()) {
      throw Refusal.WRONG_VERIFIER.because("Missing code verifier.");
    }
    if (challenge.isEmpty() && verifier.isPresent()) {
      throw Refusal.WRONG_VERIFIER.because("There was no code challenge to verify.");
    }
    if (challenge.isPresent() && !Secrets.isMadeFrom(challenge.get(), verifier.orElse(""))) {
      throw Refusal.WRONG_VERIFIER.because("Invalid code verifier.");
    }
  }

  /** Whether a refresh token is good in the hands of any client. */
  synchronized boolean isAnyClients(String refreshToken) {
    Refresh refresh = refreshes.get(refreshToken);
    return refresh != null && refresh.grant().anyClient;
  }

  synchronized Tokens refresh(String refreshToken, Instant now) {
    Refresh refresh = refreshes.get(refreshToken);
    if (refresh == null || refresh.grant().dead || refresh.number() < refresh.grant().floor) {
      throw Refusal.BAD_REFRESH_TOKEN.because("The refresh token is not valid.");
    }
    Grant grant = refresh.grant();
    grant.floor = refresh.number();
    if (!settings.rotateRefreshTokens()) {
      return tokens(grant, refresh.number(), Optional.of(refreshToken), false, now);
    }
    grant.newest++;
    String next = newRefreshToken(grant, grant.newest);
    return tokens(grant, grant.newest, Optional.of(next), true, now);
  }

  private String newRefreshToken(Grant grant, int number) {
    String token = secrets.make(vendor.prefixes().refresh());
    refreshes.put(token, new Refresh(grant, number));
    return token;
  }

  private Tokens tokens(
      Grant grant, int number, Optional<String> refreshToken, boolean fresh, Instant now) {
    Optional<Duration> lifetime = vendor.lifetime(settings);
    String token = secrets.make(vendor.prefixes().access());
    accesses.put(token, new Access(grant, number, lifetime.map(now::plus)));
    return new Tokens(grant.account, token, lifetime, refreshToken, fresh, grant.scope);
  }

  /**
   * The account that an access token opens; empty for one that was never issued here. One that is
   * good no more is refused with a 401 problem.
   */
  synchronized Optional<String> account(String accessToken, Instant now) {
    Access access = accesses.get(accessToken);
    if (access == null) {
      return Optional.empty();
    }
    Grant grant = access.grant();
    if (grant.dead) {
      throw Problem.of(401, "The access token was withdrawn").refusal();
    }
    if (access.end().filter(end -> !now.isBefore(end)).isPresent()) {
      throw new Problem(401, vendor.endedCode(), "The access token has expired", null, null)
          .refusal();
    }
    grant.floor = Math.max(grant.floor, access.number());
    return Optional.of(grant.account);
  }

  /** Ends every access token that was issued so far. */
  synchronized void expireAccessTokens() {
    accesses.replaceAll(
        (token, access) -> new Access(access.grant(), access.number(), Optional.of(Instant.MIN)));
  }
}
