package dev.tidemark.sandbox.oauth;

import dev.tidemark.sandbox.exchange.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What somebody who signs in is shown; no page runs a script or loads anything. */
final class ConsentPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; font: 1.05rem/1.5 system-ui, sans-serif; }
      main { max-width: 34rem; margin: 3rem auto; padding: 0 1rem; }
      h1 { font-size: 1.5rem; line-height: 1.2; }
      .emulated { border: 2px dashed; border-radius: .4rem; padding: .6rem .8rem; }
      code { overflow-wrap: anywhere; }
      fieldset { border: 1px solid; border-radius: .4rem; }
      label { display: block; padding: .3rem 0; }
      button { font: inherit; padding: .5rem 1.4rem; margin: 1rem .6rem 0 0; }
      """;

  /**
   * No {@code form-action}: Chromium holds against it where an answer to the form sends the
   * browser, which is another port here.
   */
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + Base64.getEncoder()
              .encodeToString(Secrets.sha256(STYLE.getBytes(StandardCharsets.UTF_8)))
          + "'; base-uri 'none'; frame-ancestors 'none'";

  private ConsentPage() {}

  /** The question whether a client may open an account; its form comes back to this address. */
  static Answer asking(String provider, AuthorizationRequest request) {
    String body =
        """
        <h1>Sign in to %1$s</h1>
        <p class="emulated" id="emulated">This page is emulated by Tidemark's sandbox. It is not \
        %1$s, and nothing here reaches %1$s.</p>
        <p>The client <code id="client">%2$s</code> asks for access to an account.</p>
        %3$s
        <p>Afterwards this browser goes back to <code id="redirect">%4$s</code>.</p>
        <form method="post">
        <fieldset>
        <legend>Account</legend>
        <label for="account-sandbox"><input type="radio" name="account" id="account-sandbox" \
        value="sandbox" checked> sandbox, which has data</label>
        <label for="account-empty"><input type="radio" name="account" id="account-empty" \
        value="empty"> empty, which has none</label>
        </fieldset>
        <button type="submit" name="decision" id="allow" value="allow">Allow</button>
        <button type="submit" name="decision" id="deny" value="deny">Deny</button>
        </form>
        """
            .formatted(
                escaped(provider),
                escaped(request.clientId()),
                scopes(request.scope()),
                escaped(request.redirectUri()));
    return page(200, "Sign in to " + provider + " (emulated)", body);
  }

  /** Why there is nothing to ask, for whoever is in front of the browser. */
  static Answer refusing(String provider, String reason) {
    String body =
        """
        <h1>%1$s cannot sign you in</h1>
        <p id="reason">%2$s</p>
        <p class="emulated" id="emulated">This page is emulated by Tidemark's sandbox. It is not \
        %1$s.</p>
        """
            .formatted(escaped(provider), escaped(reason));
    return page(400, provider + " cannot sign you in (emulated)", body);
  }

  private static String scopes(String asked) {
    List<String> scopes =
        List.of(asked.split("[ ,]+", -1)).stream().filter(scope -> !scope.isEmpty()).toList();
    if (scopes.isEmpty()) {
      return "<p id=\"scopes\">It names no scopes.</p>";
    }
    StringBuilder list =
        new StringBuilder("<p>It asks for these scopes:</p>\n<ul id=\"scopes\">\n");
    scopes.forEach(
        scope -> list.append("<li><code>").append(escaped(scope)).append("</code></li>\n"));
    return list.append("</ul>").toString();
  }

  private static Answer page(int status, String title, String body) {
    String page =
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
            .formatted(escaped(title), STYLE, body);
    return Answer.empty(status)
        .with("Content-Type", "text/html; charset=utf-8")
        .with("Content-Security-Policy", POLICY)
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff")
        .withBody(page.getBytes(StandardCharsets.UTF_8));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
