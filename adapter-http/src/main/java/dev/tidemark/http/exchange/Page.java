package dev.tidemark.http.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A small page for people: HTML without scripts. Whatever is put into it shows as it is. */
public final class Page {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--page:#f5f6f7;--card:#ffffff;--text:#1b1f24;--quiet:#4d5660;\
      --line:#cfd4da;--act:#0b5cad;--act-text:#ffffff}
      @media (prefers-color-scheme:dark){:root{--page:#15181c;--card:#1e2227;--text:#eceff2;\
      --quiet:#b4bdc7;--line:#3a414a;--act:#9cc7f5;--act-text:#10263d}}
      *{box-sizing:border-box}
      body{margin:0;padding:1rem;background:var(--page);color:var(--text);\
      font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
      main{max-width:34rem;margin:4vh auto 0;padding:1.5rem;background:var(--card);\
      border:1px solid var(--line);border-radius:.75rem}
      h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.25}
      p{margin:0 0 1rem}
      p:last-child{margin:0}
      .quiet{color:var(--quiet)}
      form{margin:1.5rem 0}
      button{max-width:100%;min-height:2.75rem;padding:.6rem 1.25rem;border:2px solid var(--act);\
      border-radius:.5rem;background:var(--act);color:var(--act-text);font:inherit;\
      font-weight:600;overflow-wrap:anywhere;cursor:pointer}
      button:hover{text-decoration:underline}
      :focus-visible{outline:3px solid var(--text);outline-offset:3px}
      """;

  private static final Header HTML =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");

  /**
   * No form-action: browsers apply it to where a form is redirected to, which is the provider's.
   */
  private static final Header CONTENT_SECURITY_POLICY =
      HeaderValues.createCached(
          HeaderNames.create("Content-Security-Policy"),
          "default-src 'none'; style-src 'sha256-"
              + hash(STYLE)
              + "'; frame-ancestors 'none'; base-uri 'none'");

  /** The address of a page is as good as a key to it. */
  private static final Header SAME_ORIGIN =
      HeaderValues.createCached(HeaderNames.create("Referrer-Policy"), "same-origin");

  private final String title;
  private final StringBuilder main = new StringBuilder();

  /** With that title, which stands above everything else too. */
  public Page(String title) {
    this.title = escape(title);
  }

  /** Adds a paragraph. */
  public Page paragraph(String text) {
    main.append("<p>").append(escape(text)).append("</p>\n");
    return this;
  }

  /** Adds a paragraph of less weight. */
  public Page note(String text) {
    main.append("<p class=\"quiet\">").append(escape(text)).append("</p>\n");
    return this;
  }

  /** Adds a button that posts an empty form to the page's own address. */
  public Page button(String label) {
    main.append("<form method=\"post\"><button type=\"submit\">")
        .append(escape(label))
        .append("</button></form>\n");
    return this;
  }

  /** The page as an answer. */
  public Answer answer(Status status) {
    String html =
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%1$s</title>
        <style>%2$s</style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %3$s</main>
        </body>
        </html>
        """
            .formatted(title, STYLE, main);
    return Answer.of(status, HTML, html.getBytes(UTF_8))
        .with(CONTENT_SECURITY_POLICY)
        .with(SAME_ORIGIN);
  }

  /** What a person is told of a fault, which is no more than they can use. */
  static Answer of(Fault fault) {
    Page page =
        switch (fault) {
          case NOT_FOUND, UNKNOWN_NAME ->
              new Page("Page not found")
                  .paragraph("There is nothing at this address. Check the link you were given.");
          case METHOD_NOT_ALLOWED ->
              new Page("This did not work")
                  .paragraph("The request is none that this address takes. Open the link again.");
          case UNAVAILABLE ->
              new Page("Not available right now")
                  .paragraph("The service is temporarily unavailable. Try again in a minute.");
          case INTERNAL ->
              new Page("Something went wrong")
                  .paragraph("This is our fault, not yours. Try again in a minute.");
          case INVALID,
              UNAUTHENTICATED,
              FORBIDDEN,
              CONFLICT,
              BODY_TOO_LARGE,
              URI_TOO_LONG,
              UNSUPPORTED_MEDIA_TYPE,
              IDEMPOTENCY_KEY_REUSED,
              HEADERS_TOO_LARGE,
              RATE_LIMITED,
              NOT_IMPLEMENTED,
              VERSION_NOT_SUPPORTED ->
              new Page("This did not work")
                  .paragraph("The request is none that this address takes. Open the link again.");
        };
    return page.answer(fault.status());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String hash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
