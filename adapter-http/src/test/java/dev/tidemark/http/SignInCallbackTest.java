package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.CredentialCheck;
import dev.tidemark.application.signin.Authorizations.Exchanged;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see when the provider sends them back. */
class SignInCallbackTest {
  private static final SessionId SESSION = new SessionId("sess_" + "a".repeat(43));
  private static final String CALLBACK = "/connect/callback/hubspot";
  private static final String UNEXPECTED =
      "This sign-in was already used, has expired, or began in another browser. Start again.";

  private World world;
  private String state;
  private String cookie;

  @BeforeEach
  void start() {
    world = new World();
    begin(World.HUBSPOT);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private void begin(ConnectionId connection) {
    world.setups.add(SetupSession.begin(SESSION, connection, false, world.now.get()));
    Reply away = world.http().send("POST", "/connect/" + SESSION, "");
    state = world.authorizations.lastWay().state();
    String set = away.header("Set-Cookie");
    cookie = set.substring(0, set.indexOf(';'));
  }

  private Reply back(String query) {
    return world.http().send("GET", CALLBACK + query, "", "Cookie", cookie);
  }

  private String answered() {
    return world
        .http()
        .get("/api/integrations/connect/status?sessionId=" + SESSION)
        .json()
        .path("status")
        .asText();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void connectsWhomTheProviderLetsIn() {
    Reply reply = back("?code=c%2F1&state=" + state + "&scope=a+b");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(Html.page(reply).title()).isEqualTo("HubSpot is connected");
    assertThat(reply.header("Set-Cookie"))
        .isEqualTo(
            "tidemark_connect_sess_aaaaaaa=; Path=/connect; Max-Age=0; HttpOnly; SameSite=Lax");
    assertThat(world.authorizations.lastReturn().code()).isEqualTo("c/1");
    assertThat(world.authorizations.lastReturn().redirectUri())
        .isEqualTo(world.publicUrl.at(CALLBACK));
    assertThat(world.vault.find(World.HUBSPOT).orElseThrow().fields())
        .isEqualTo(Map.of("accessToken", "token_1"));
    assertThat(answered()).isEqualTo("connected");
  }

  @Test
  void findsItsCookieAmongOthers() {
    cookie = "a=b; tidemark_connect_sess_bbbbbbb=x;" + cookie + " ; c=\"d\"";

    assertThat(back("?code=c&state=" + state).status()).isEqualTo(200);
  }

  @Test
  void findsItsCookieWithQuotesAroundIt() {
    cookie = "$Version=\"1\"; " + cookie.replaceFirst("=(.*)", "=\"$1\"") + ";$Path=\"/\"";

    assertThat(back("?code=c&state=" + state).status()).isEqualTo(200);
  }

  @Test
  void letsNobodyComeBackTwice() {
    assertThat(back("?code=c&state=" + state).status()).isEqualTo(200);

    unexpected(back("?code=c&state=" + state));
    assertThat(answered()).isEqualTo("connected");
  }

  @Test
  void letsOnlyTheBrowserComeBackThatWentThere() {
    String query = "?code=c&state=" + state;
    String good = cookie;
    for (String bad :
        List.of(
            "x=y",
            "tidemark_connect_sess_aaaaaaa=",
            good + "x",
            good.toUpperCase(java.util.Locale.ROOT))) {
      cookie = bad;
      unexpected(back(query));
    }
    unexpected(world.http().send("GET", CALLBACK + query, ""));
    cookie = good;
    assertThat(back(query).status()).isEqualTo(200);
  }

  @Test
  void expectsNobodyInOtherWays() {
    for (String query :
        List.of(
            "",
            "?code=c",
            "?state=" + state,
            "?code=c&state=",
            "?code=&state=" + state,
            "?code=c&error=access_denied&state=" + state,
            "?code=c&code=c&state=" + state,
            "?code=c&state=" + state + "&state=" + state,
            "?error=a&error=b&state=" + state,
            "?error=a&error_description=b&error_description&state=" + state,
            "?code=c&state=x",
            "?code=c&state=~",
            "?code=c&state=" + SESSION,
            "?code=c&state=" + state + "x",
            "?code=c&state=" + encode("\r\nSet-Cookie: a=b"),
            "?error=access_denied&state=" + SESSION + "~x")) {
      unexpected(back(query));
    }
    for (String provider : List.of("slack", "nope", "HubSpot", "%3Cscript%3E", "%00")) {
      unexpected(
          world
              .http()
              .send(
                  "GET",
                  "/connect/callback/" + provider + "?code=c&state=" + state,
                  "",
                  "Cookie",
                  cookie));
    }
    assertThat(answered()).isEqualTo("pending");
    world.now.set(World.START.plus(SetupSession.LIFETIME));
    unexpected(back("?code=c&state=" + state));
    assertThat(world.authorizations.lastReturn()).isNull();
  }

  private static void unexpected(Reply reply) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(Html.page(reply).expectFirst("p").text()).isEqualTo(UNEXPECTED);
    assertThat(reply.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void saysWhyTheProviderDidNotLetThemIn() {
    Map<String, String> reasons =
        Map.of(
            "error=access_denied&error_description=x",
            "the sign-in was cancelled, or access was refused",
            "error=server_error",
            "server_error",
            "error=server_error&error_description=" + encode(" Try\r\n\tlater\u202e <b>!</b> "),
            "server_error: Try later <b>!</b>",
            "error=" + encode("<img src=x>"),
            "imgsrcx",
            "error=%3C%3E&error_description=%20",
            "no reason that can be shown",
            "error=" + "e".repeat(300) + "&error_description=" + encode("\ud83c\udf0a".repeat(300)),
            "e".repeat(63) + "\u2026: " + "\ud83c\udf0a".repeat(199) + "\u2026");
    reasons.forEach((query, reason) -> {
      begin(World.HUBSPOT);
      Reply reply = back("?" + query + "&state=" + state);

      assertFailed(reply, "HubSpot did not grant access: " + reason);
    });
  }

  private void assertFailed(Reply reply, String reason) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(Html.page(reply).title()).isEqualTo("HubSpot was not connected");
    assertThat(Html.page(reply).expectFirst("p").text()).isEqualTo(reason);
    assertThat(Html.page(reply).select("b, img")).isEmpty();
    assertThat(answered()).isEqualTo("failed");
    assertThat(
            Html.page(world.http().send("GET", "/connect/" + SESSION, "")).expectFirst("p").text())
        .isEqualTo(reason);
  }

  @Test
  void saysWhatElseWentWrong() {
    world.authorizations.willSay(new Exchanged.Refused("the code has expired"));
    assertFailed(
        back("?code=c&state=" + state), "HubSpot did not accept the sign-in: the code has expired");

    begin(World.HUBSPOT);
    world.authorizations.willSay(new Exchanged.Unreachable("no route to host"));
    assertFailed(back("?code=c&state=" + state), "HubSpot could not be asked: no route to host");
    assertThat(world.vault.find(World.HUBSPOT)).isEmpty();
  }

  @Test
  void saysThatTheProviderDoesNotTakeItsOwnTokens() {
    world.connectors.willSay(new CredentialCheck.Rejected("a scope is missing"));
    assertFailed(
        back("?code=c&state=" + state), "HubSpot did not accept the sign-in: a scope is missing");

    begin(World.HUBSPOT);
    world.connectors.willSay(
        new CredentialCheck.Unverified(new FetchFailure.NetworkFailed("no route to host")));
    assertFailed(back("?code=c&state=" + state), "HubSpot could not be asked: no route to host");
  }

  @Test
  void saysThatTheProviderIsNotOfferedAnyMore() {
    begin(new ConnectionId(new ProviderId("gone"), World.ORGANIZATION));

    Reply reply =
        world
            .http()
            .send("GET", "/connect/callback/gone?code=c&state=" + state, "", "Cookie", cookie);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(Html.page(reply).title()).isEqualTo("gone was not connected");
    assertThat(Html.page(reply).expectFirst("p").text())
        .isEqualTo("This provider cannot be connected any more");
  }

  @Test
  void saysThatThePlanAllowsNoMore() {
    ConnectionId small = new ConnectionId(Catalogue.HUBSPOT, World.SMALL);
    begin(small);
    world.connect(new ConnectionId(Catalogue.STRIPE, World.SMALL));

    Reply reply = back("?code=c&state=" + state);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(Html.page(reply).expectFirst("p").text())
        .isEqualTo("The limit of connections that the plan has (1) is reached");
  }
}
