package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.signin.Authorizations;
import dev.tidemark.application.store.StorageException;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.provider.SetupMode;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see before they go to the provider. */
class SignInPagesTest {
  private static final SessionId SESSION = new SessionId("sess_" + "a".repeat(43));
  private static final String PATH = "/connect/" + SESSION;

  private World world;

  @BeforeEach
  void start() {
    world = new World();
    world.setups.add(SetupSession.begin(SESSION, World.HUBSPOT, false, World.START));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply get(String path) {
    return world.http().send("GET", path, "");
  }

  private Reply press(String path, String... headers) {
    return world.http().send("POST", path, "", headers);
  }

  private void change(SetupSession session) {
    assertThat(world.setups.update(SESSION, before -> session)).isPresent();
  }

  private SetupSession session() {
    return world.setups.find(SESSION).orElseThrow();
  }

  @Test
  void saysForWhomAndWhatWillHappen() {
    Reply reply = get(PATH);

    assertThat(reply.status()).isEqualTo(200);
    Document page = Html.page(reply);
    assertThat(page.title()).isEqualTo("Connect HubSpot");
    assertThat(page.expectFirst("main").text())
        .contains("The organization org_demo wants to connect HubSpot")
        .contains("You will go to HubSpot")
        .contains("valid for 10 minutes");
    assertThat(page.select("form")).hasSize(1);
    assertThat(page.select("form").attr("method")).isEqualTo("post");
    assertThat(page.select("form").hasAttr("action")).isFalse();
    assertThat(page.select("form button[type=submit]").eachText())
        .containsExactly("Continue to HubSpot");
    assertThat(page.select("form :not(button)")).isEmpty();
  }

  @Test
  void sendsOnToTheProviderAndHasTheBrowserRememberASecret() {
    Reply reply = press(PATH);

    assertThat(reply.status()).isEqualTo(303);
    Authorizations.Way way = world.authorizations.lastWay();
    assertThat(way.redirectUri())
        .isEqualTo(
            URI.create("http://127.0.0.1:" + world.server.port() + "/connect/callback/hubspot"));
    assertThat(way.state()).startsWith(SESSION + "~");
    assertThat(reply.header("Location"))
        .isEqualTo("https://hubspot.example/oauth?state=" + way.state() + "&s=%C3%A9");
    assertThat(reply.header("Set-Cookie"))
        .matches(
            "tidemark_connect_sess_aaaaaaa=[A-Za-z0-9_-]{43}; Path=/connect; Max-Age=600;"
                + " HttpOnly; SameSite=Lax");
    assertThat(reply.body()).isEmpty();
    assertThat(session().progress()).isInstanceOf(SetupSession.Progress.Away.class);
    assertThat(Html.page(get(PATH)).title()).isEqualTo("Connect HubSpot");
  }

  @Test
  void keepsItsCookieToHttpsAndToItsOwnPathWhereThatIsKnown() {
    try (World configured =
        new World(new Catalogue(), PublicUrl.of(URI.create("https://example.com/sync")))) {
      configured.setups.add(SetupSession.begin(SESSION, World.HUBSPOT, false, World.START));

      Reply reply = configured.http().send("POST", PATH, "", "X-Forwarded-Host", "evil.example");

      assertThat(reply.header("Set-Cookie"))
          .endsWith("; Path=/sync/connect; Max-Age=600; HttpOnly; SameSite=Lax; Secure");
      assertThat(configured.authorizations.lastWay().redirectUri())
          .isEqualTo(URI.create("https://example.com/sync/connect/callback/hubspot"));
    }
  }

  @Test
  void sendsNobodyOnWhoHasNotSeenThePage() {
    for (String site : List.of("cross-site", "same-site", "none")) {
      Reply reply = press(PATH, "Sec-Fetch-Site", site);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(Html.page(reply).title()).isEqualTo("Connect HubSpot");
    }
    assertThat(world.authorizations.lastWay()).isNull();
    for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1")) {
      assertThat(press(PATH, "Origin", origin).status()).as(origin).isEqualTo(200);
    }
    assertThat(world.authorizations.lastWay()).isNull();
    String own = world.publicUrl.at("").toString();
    assertThat(press(PATH, "Origin", own, "Sec-Fetch-Site", "same-origin").status()).isEqualTo(303);
  }

  @Test
  void showsHowASessionEnded() {
    change(session().returned());
    assertEnd("Connecting HubSpot", "for the organization org_demo");

    change(session().failed("HubSpot did not grant access: <b>no</b> & \"never\""));
    assertEnd("HubSpot was not connected", "access: <b>no</b> & \"never\" Nothing was stored");

    change(session().connected());
    assertEnd("HubSpot is connected", "connected to the organization org_demo");

    change(SetupSession.begin(SESSION, World.HUBSPOT, false, World.START));
    world.now.set(World.START.plus(SetupSession.LIFETIME));
    assertEnd("This link has expired", "connecting HubSpot to the organization org_demo");
  }

  private void assertEnd(String title, String text) {
    Reply shown = get(PATH);
    Reply pressed = press(PATH);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(pressed.status()).isEqualTo(409);
    assertThat(pressed.headers().firstValue("Set-Cookie")).isEmpty();
    for (Reply reply : List.of(shown, pressed)) {
      Document page = Html.page(reply);
      assertThat(page.title()).isEqualTo(title);
      assertThat(page.expectFirst("main").text()).contains(text);
      assertThat(page.select("form, button, b")).isEmpty();
    }
  }

  @Test
  void saysThatNobodyCanSignInAnyMore() {
    world.authorizations.obstruct(Catalogue.HUBSPOT, "no app is registered");

    Reply reply = press(PATH);

    assertThat(reply.status()).isEqualTo(409);
    assertThat(Html.page(reply).expectFirst("main").text())
        .contains("Nobody can sign in to HubSpot here: no app is registered");
  }

  @Test
  void knowsNothingOfOtherSessions() {
    for (String session :
        List.of(
            "sess_" + "b".repeat(43), "x", "callback", "%3Cscript%3E", "%00", "a".repeat(200))) {
      for (Reply reply : List.of(get("/connect/" + session), press("/connect/" + session))) {
        assertThat(reply.status()).as(session).isEqualTo(404);
        assertThat(Html.page(reply).title()).isEqualTo("This link is not known");
      }
    }
  }

  @Test
  void showsNamesAsTheyAreWrittenWhateverTheyHold() {
    ProviderId id = new ProviderId("odd");
    String name = "<script>alert('1')</script> & \"Sons\" %s";
    Provider odd =
        new Provider(
            id,
            name,
            "crm",
            SetupMode.BROWSER,
            "oauth",
            Provider.Reach.ORGANIZATION,
            Set.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Model(new ModelName("Thing"), true)));
    try (World own = new World(new Catalogue(odd), PublicUrl.ofListener("127.0.0.1", 0))) {
      own.setups.add(
          SetupSession.begin(
              SESSION, new ConnectionId(id, World.ORGANIZATION), false, World.START));

      Document page = Html.page(own.http().send("GET", PATH, ""));
      assertThat(page.title()).isEqualTo("Connect " + name);
      assertThat(page.expectFirst("button").text()).isEqualTo("Continue to " + name);
    }
  }

  @Test
  void answersErrorsAsPagesWithoutDetails() {
    Reply method = world.http().send("DELETE", PATH, "");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(Html.page(method).title()).isEqualTo("This did not work");

    for (String path : List.of("/connect", "/connect/", PATH + "/x", "/connect/callback/x/y")) {
      Reply reply = get(path);
      assertThat(reply.status()).as(path).isEqualTo(404);
      assertThat(Html.page(reply).title()).isEqualTo("Page not found");
    }
    assertThat(Html.page(world.http().send("POST", PATH, "x".repeat(3000))).title())
        .isEqualTo("This did not work");

    world.setups.fail(() -> new StorageException("down", new IllegalStateException("host db")));
    Reply unavailable = get(PATH);
    assertThat(unavailable.status()).isEqualTo(503);
    assertThat(Html.page(unavailable).title()).isEqualTo("Not available right now");
    world.setups.fail(() -> new IllegalStateException("token_secret"));
    Reply defect = press(PATH);
    assertThat(defect.status()).isEqualTo(500);
    assertThat(Html.page(defect).title()).isEqualTo("Something went wrong");
    assertThat(defect.body()).doesNotContain("token_secret", "Exception");
  }

  @Test
  void answersMalformedRequestsAsPages() {
    for (String path : List.of("/connect/x?%zz", "/connect/%zz")) {
      try (RawHttp raw = new RawHttp(world.server.port())) {
        RawHttp.Answer answer = raw.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").read(true);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(answer.body()).contains("<h1>This did not work</h1>");
      }
    }
  }

  @Test
  void leavesEveryOtherPathToTheApis() {
    for (String path : List.of("/connectx", "/connections", "/x/connect", "/api/connect/x")) {
      assertThat(get(path).header("Content-Type")).as(path).isEqualTo("application/json");
    }
  }
}
