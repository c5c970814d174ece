package dev.tidemark.sandbox.oauth;

import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.exchange.Call;
import dev.tidemark.sandbox.exchange.Problem;
import dev.tidemark.sandbox.exchange.Query;
import dev.tidemark.sandbox.exchange.Routes;
import dev.tidemark.sandbox.json.Json;
import dev.tidemark.sandbox.world.Account;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One provider's authorization server: a page on which somebody lets the only client there is open
 * an account, and the endpoint where the client gets tokens for that. Safe for threads.
 */
public final class AuthorizationServer {
  /** The client that every provider knows. */
  public static final String CLIENT_ID = "sandbox-client";

  public static final String CLIENT_SECRET = "sandbox-client-secret";

  static final String SANDBOX = "sandbox";
  static final String EMPTY = "empty";

  private static final Map<String, Vendor> VENDORS =
      Map.of(
          "hubspot", new Hubspot(),
          "attio", new Attio(),
          "slack", new Slack(),
          "google-calendar",
              new Google("Google Calendar", "https://www.googleapis.com/auth/calendar.readonly"),
          "google-mail", new Google("Gmail", "https://www.googleapis.com/auth/gmail.readonly"));

  private final Vendor vendor;
  private final InstantSource clock;
  private final Function<String, Account> accounts;
  private final Grants grants;
  private final Routes routes;
  private volatile boolean revoked;

  private AuthorizationServer(
      Vendor vendor, InstantSource clock, Function<String, Account> accounts) {
    this.vendor = vendor;
    this.clock = clock;
    this.accounts = accounts;
    this.grants = new Grants(vendor, clock.instant());
    this.routes =
        new Routes()
            .get(vendor.authorizePath(), (call, nobody, none) -> authorize(call))
            .post(vendor.authorizePath(), (call, nobody, none) -> decide(call))
            .post(vendor.tokenPath(), (call, nobody, none) -> token(call));
  }

  /** The server of a provider that has one; {@code accounts} finds what a name stands for. */
  public static Optional<AuthorizationServer> of(
      String provider, InstantSource clock, Function<String, Account> accounts) {
    return Optional.ofNullable(VENDORS.get(provider))
        .map(vendor -> new AuthorizationServer(vendor, clock, accounts));
  }

  /** The names of the providers that have one. */
  public static Set<String> providers() {
    return new TreeSet<>(VENDORS.keySet());
  }

  /** The page and the endpoint; neither asks for an account's credentials. */
  public Routes routes() {
    return routes;
  }

  /** Where somebody is sent to sign in, below the provider's prefix. */
  public String authorizePath() {
    return vendor.authorizePath();
  }

  /** Where a client gets tokens, below the provider's prefix. */
  public String tokenPath() {
    return vendor.tokenPath();
  }

  /** Whether refresh tokens are refused, whatever they are. */
  public void revoked(boolean now) {
    revoked = now;
  }

  public OAuthSettings settings() {
    return grants.settings();
  }

  /** The same with what is left open filled in by the provider's own. */
  public OAuthSettings effectiveSettings() {
    OAuthSettings settings = settings();
    return new OAuthSettings(settings.rotateRefreshTokens(), vendor.lifetime(settings));
  }

  /** Holds for tokens that are issued from now on. */
  public void settings(OAuthSettings settings) {
    grants.settings(settings);
  }

  /** Ends every access token issued so far; refresh tokens stay good. */
  public void expireAccessTokens() {
    grants.expireAccessTokens();
  }

  /**
   * The account that a request's access token opens; empty if it has none that was issued here. One
   * that is good no more is refused with a 401 problem.
   */
  public Optional<String> account(Call call) {
    return call.header("Authorization")
        .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
        .flatMap(header -> grants.account(header.substring(7).strip(), clock.instant()));
  }

  /** A problem at the token endpoint; empty if it is worded as everywhere else. */
  public Optional<Answer> trouble(Call call, Problem problem) {
    return call.path().equals(vendor.tokenPath()) ? vendor.trouble(problem) : Optional.empty();
  }

  private Answer authorize(Call call) {
    return switch (AuthorizationRequest.read(call.query())) {
      case AuthorizationRequest.Reading.Asked asked ->
          ConsentPage.asking(vendor.title(), asked.request());
      case AuthorizationRequest.Reading.SentBack back -> redirect(back.location());
      case AuthorizationRequest.Reading.Refused refused ->
          ConsentPage.refusing(vendor.title(), refused.reason());
    };
  }

  private Answer decide(Call call) {
    return switch (AuthorizationRequest.read(call.query())) {
      case AuthorizationRequest.Reading.Asked asked -> decided(asked.request(), call);
      case AuthorizationRequest.Reading.SentBack back -> redirect(back.location());
      case AuthorizationRequest.Reading.Refused refused ->
          ConsentPage.refusing(vendor.title(), refused.reason());
    };
  }

  private Answer decided(AuthorizationRequest request, Call call) {
    Query form = Query.parse(call.body());
    String account = form.last("account").orElse("");
    return switch (form.last("decision").orElse("")) {
      case "allow" ->
          Set.of(SANDBOX, EMPTY).contains(account)
              ? redirect(request.back("code", grants.code(request, account, clock.instant()), ""))
              : ConsentPage.refusing(vendor.title(), "account must be sandbox or empty.");
      case "deny" -> redirect(request.back("error", "access_denied", "The user said no"));
      default -> ConsentPage.refusing(vendor.title(), "decision must be allow or deny.");
    };
  }

  private static Answer redirect(String location) {
    return Answer.empty(303)
        .with("Location", location)
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer");
  }

  private Answer token(Call call) {
    Answer answer;
    try {
      Tokens tokens = granted(TokenRequest.read(call));
      answer =
          Answer.json(200, Json.bytes(vendor.granted(tokens, accounts.apply(tokens.account()))));
    } catch (Refusal.Thrown refused) {
      answer = vendor.refused(refused.refusal(), refused.reason());
    }
    return answer.with("Cache-Control", "no-store").with("Pragma", "no-cache");
  }

  private Tokens granted(TokenRequest request) {
    String grantType = request.text("grant_type").orElse(vendor.usualGrantType());
    String refreshToken = request.text("refresh_token").orElse("");
    if (!(grantType.equals("refresh_token") && grants.isAnyClients(refreshToken))) {
      request.authenticate();
    }
    return switch (grantType) {
      case "authorization_code" ->
          grants.redeem(
              request.requireText("code"),
              request.text("redirect_uri"),
              request.text("code_verifier"),
              clock.instant());
      case "refresh_token" -> {
        request.requireText("refresh_token");
        if (revoked) {
          throw Refusal.BAD_REFRESH_TOKEN.because("The credentials were revoked.");
        }
        yield grants.refresh(refreshToken, clock.instant());
      }
      case "" -> throw Refusal.INVALID_REQUEST.because("Missing required parameter: grant_type");
      default -> throw Refusal.UNKNOWN_GRANT_TYPE.because("Invalid grant_type: " + grantType);
    };
  }
}
