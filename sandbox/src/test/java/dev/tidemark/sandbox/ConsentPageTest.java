package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sandbox.exchange.Query;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentPageTest extends SandboxTestBase {
  @Test
  void asksForTheAccountAndSaysWhoWantsWhat() throws Exception {
    try (SignIn hubspot = new SignIn(sandbox, SignIn.HUBSPOT)) {
      HttpResponse<String> page = hubspot.page(SignIn.asked("scope", "crm.read <b>tickets</b>"));

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(page.body())
          .contains("<html lang=\"en\">", "<title>Sign in to HubSpot (emulated)</title>")
          .contains("<h1>Sign in to HubSpot</h1>", "sandbox-client", "emulated")
          .contains("<li><code>crm.read</code></li>", "&lt;b&gt;tickets&lt;/b&gt;")
          .contains("<form method=\"post\">", "<legend>Account</legend>")
          .contains("<label for=\"account-sandbox\"><input type=\"radio\" name=\"account\"")
          .contains("id=\"account-empty\" value=\"empty\"")
          .contains("<button type=\"submit\" name=\"decision\" id=\"allow\" value=\"allow\">Allow<")
          .contains("<button type=\"submit\" name=\"decision\" id=\"deny\" value=\"deny\">Deny<")
          .contains("color-scheme: light dark")
          .doesNotContain("<script", "<b>");
      assertThat(page.body().split("<h1", -1)).hasSize(2);
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .startsWith("default-src 'none'; style-src 'sha256-")
          .doesNotContain("form-action", "unsafe-inline");
    }
  }

  @Test
  void allowsItsOwnStyleAndNoOther() throws Exception {
    try (SignIn attio = new SignIn(sandbox, SignIn.ATTIO)) {
      HttpResponse<String> page = attio.page(SignIn.asked("scope", ""));
      String style =
          page.body()
              .substring(page.body().indexOf("<style>") + 7, page.body().indexOf("</style>"));
      String digest = SignIn.challenge(style).replace('-', '+').replace('_', '/') + "=";

      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("style-src 'sha256-" + digest + "'");
      assertThat(page.body()).contains("It names no scopes.");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, somebody",
    "client_id, ''",
    "redirect_uri, ''",
    "redirect_uri, /back",
    "redirect_uri, https://example.com/back",
    "redirect_uri, http://127.0.0.1.example.com/back",
    "redirect_uri, http://localhost@example.com/back",
    "redirect_uri, http://user@localhost/back",
    "redirect_uri, http://localhost/back#there",
    "redirect_uri, tidemark://localhost/back",
    "redirect_uri, 'http://localhost/a b'"
  })
  void sendsNobodyToAnAddressItCannotTrust(String name, String value) throws Exception {
    try (SignIn slack = new SignIn(sandbox, SignIn.SLACK)) {
      for (HttpResponse<String> response :
          List.of(
              slack.page(SignIn.asked(name, value)),
              slack.decide(SignIn.asked(name, value), "allow", "sandbox"))) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Location")).isEmpty();
        assertThat(response.headers().firstValue("Content-Type"))
            .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(response.body()).contains("<h1>Slack cannot sign you in</h1>", name);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/back",
        "https://localhost/back",
        "http://[::1]:8080/back",
        "http://127.1.2.3/back"
      })
  void knowsTheNamesOfThisMachine(String redirect) throws Exception {
    try (SignIn slack = new SignIn(sandbox, SignIn.SLACK)) {
      assertThat(slack.page(SignIn.asked("redirect_uri", redirect)).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "response_type, '', invalid_request",
    "code_challenge_method, plain, invalid_request",
    "code_challenge_method, '', invalid_request",
    "code_challenge, short, invalid_request",
    "code_challenge, '', invalid_request",
    "access_type, never, invalid_request"
  })
  void tellsTheClientWhatElseIsWrong(String name, String value, String error) throws Exception {
    try (SignIn mail = new SignIn(sandbox, SignIn.MAIL)) {
      for (HttpResponse<String> response :
          List.of(
              mail.page(SignIn.asked(name, value)),
              mail.decide(SignIn.asked(name, value), "allow", "sandbox"))) {
        Query back = SignIn.sentBackWith(response);
        assertThat(back.last("error")).contains(error);
        assertThat(back.last("state")).contains("s t&1");
        assertThat(back.last("code")).isEmpty();
      }
    }
  }

  @Test
  void wantsAState() throws Exception {
    try (SignIn mail = new SignIn(sandbox, SignIn.MAIL)) {
      Query back = SignIn.sentBackWith(mail.page(SignIn.asked("state", "")));

      assertThat(back.last("error")).contains("invalid_request");
      assertThat(back.last("state")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tidemark.sandbox.SignIn#places")
  void goesBackWithACodeOrWithANo(SignIn.Place place) throws Exception {
    try (SignIn person = new SignIn(sandbox, place)) {
      Query yes = SignIn.sentBackWith(person.decide(SignIn.asked(), "allow", "sandbox"));
      Query no = SignIn.sentBackWith(person.decide(SignIn.asked(), "deny", "sandbox"));

      assertThat(yes.names()).containsExactlyInAnyOrder("from", "code", "state");
      assertThat(yes.last("state")).contains("s t&1");
      assertThat(yes.last("from")).contains("here");
      assertThat(no.last("error")).contains("access_denied");
      assertThat(no.last("state")).contains("s t&1");
      assertThat(no.last("code")).isEmpty();
    }
  }

  @Test
  void wantsADecisionAboutAnAccount() throws Exception {
    try (SignIn mail = new SignIn(sandbox, SignIn.MAIL)) {
      assertThat(mail.decide(SignIn.asked(), "perhaps", "sandbox").statusCode()).isEqualTo(400);
      assertThat(mail.decide(SignIn.asked(), "allow", "somebody").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void needsNoCredentialsAndNoBudget() throws Exception {
    sandbox.provider("slack").revoke();
    sandbox.provider("slack").rateLimit(new RateLimit(1, Duration.ofHours(1)));
    try (SignIn slack = new SignIn(sandbox, SignIn.SLACK)) {
      slack.read("xoxb-sandbox");
      assertThat(slack.page(SignIn.asked()).statusCode()).isEqualTo(200);
      assertThat(slack.page(SignIn.asked()).statusCode()).isEqualTo(200);
      assertThat(sandbox.provider("slack").requests()).containsEntry("GET /oauth/v2/authorize", 2L);
    }
  }
}
