package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads pages as a browser does. */
final class Html {
  private Html() {}

  /** The page that came back, which has what every page must have. */
  static Document page(Reply reply) {
    assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("same-origin");
    Document page = Jsoup.parse(reply.body());
    assertThat(reply.body()).startsWith("<!doctype html>\n");
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.title()).isNotBlank().isEqualTo(page.expectFirst("h1").text());
    assertThat(page.select("h1, main, title, style")).hasSize(4);
    assertThat(page.select("main > h1")).hasSize(1);
    assertThat(page.select("meta[name=viewport]").attr("content"))
        .isEqualTo("width=device-width, initial-scale=1");
    assertThat(page.select("meta[name=color-scheme]").attr("content")).isEqualTo("light dark");
    assertThat(page.select("script, iframe, img, link, object, base, input, a, [style], [src]"))
        .isEmpty();
    for (Element element : page.getAllElements()) {
      assertThat(element.attributes().asList())
          .noneMatch(attribute -> attribute.getKey().startsWith("on"));
    }
    assertThat(reply.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-%s'; frame-ancestors 'none'; base-uri 'none'"
                .formatted(hash(page.expectFirst("style").data())));
    return page;
  }

  private static String hash(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
