package dev.tidemark.connectors.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UrlsTest {

  @Test
  void joinsABaseAndAPath() {
    assertThat(Urls.join("https://x.test/v1", "people")).hasToString("https://x.test/v1/people");
    assertThat(Urls.join("https://x.test/v1/", "people")).hasToString("https://x.test/v1/people");
    assertThat(Urls.join("https://x.test/v1", "")).hasToString("https://x.test/v1");
    assertThat(Urls.join("https://x.test/v1", "/v2/people"))
        .hasToString("https://x.test/v2/people");
    assertThat(Urls.join("https://x.test/v1", "https://y.test/p")).hasToString("https://y.test/p");
    assertThat(Urls.join("https://x.test/v1", "?page=2")).hasToString("https://x.test/v1/?page=2");
  }

  @Test
  void escapesWhatMayNotStandInAUrl() {
    assertThat(Urls.join("https://x.test", "a b/ü|{c}?q=100%&r=%41"))
        .hasToString("https://x.test/a%20b/%C3%BC%7C%7Bc%7D?q=100%25&r=%41");
  }

  @Test
  void refusesWhatIsNoHttpUrl() {
    for (String base : List.of("", "x.test", "file:///etc/passwd", "https://", "ftp://x.test")) {
      assertThatThrownBy(() -> Urls.join(base, "p"))
          .as(base)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void addsParametersToAQueryThatIsThere() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    parameters.put("created[gte]", List.of("5"));
    parameters.put("types[]", List.of("a b", "c&d"));
    parameters.put("limit", List.of("2"));

    assertThat(Urls.withQuery(URI.create("https://x.test/p?limit=2&page=3"), parameters))
        .hasToString(
            "https://x.test/p?limit=2&page=3&created%5Bgte%5D=5&types%5B%5D=a+b&types%5B%5D=c%26d");
    assertThat(Urls.withQuery(URI.create("https://x.test"), Map.of()))
        .hasToString("https://x.test");
  }
}
