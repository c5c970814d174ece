package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenApiResourceTest {
  private World world;
  private Http http;

  @BeforeEach
  void start() {
    world = new World();
    http = world.http();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private String type(String path, String... headers) {
    Reply reply = http.send("GET", path, "", headers);
    assertThat(reply.status()).isEqualTo(200);
    return reply.header("Content-Type");
  }

  @Test
  void saysTheSameInBothForms() {
    Reply json = http.send("GET", "/openapi.json", "");
    Reply yaml = http.send("GET", "/openapi.yaml", "");

    assertThat(json.header("Content-Type")).isEqualTo("application/json");
    assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(json.json()).isEqualTo(ApiDocument.OURS.root());
    assertThat(ApiDocument.tree(yaml.body(), true)).isEqualTo(ApiDocument.OURS.root());
    assertThat(http.send("GET", "/openapi", "").body()).isEqualTo(json.body());
  }

  @Test
  void isYamlOnlyForThoseWhoPreferIt() {
    for (String accept :
        List.of(
            "application/yaml",
            "application/yaml, application/json;q=0.9",
            "text/html, application/yaml;q=0.5")) {
      assertThat(type("/openapi", "Accept", accept)).as(accept).isEqualTo("application/yaml");
    }
    for (String accept :
        List.of(
            "",
            "*/*",
            "application/*",
            "application/json, application/yaml",
            "application/yaml;q=0.1, */*",
            "text/html",
            "nonsense",
            "application/yaml;q=x",
            ";;,,")) {
      assertThat(type("/openapi", "Accept", accept)).as(accept).isEqualTo("application/json");
    }
    assertThat(type("/openapi")).isEqualTo("application/json");
  }

  @Test
  void answersHeadAndOptionsLikeEveryOtherRoute() {
    Reply head = http.send("HEAD", "/openapi", "");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length"))
        .isEqualTo(String.valueOf(http.send("GET", "/openapi", "").body().length()));
    assertThat(http.send("OPTIONS", "/openapi", "").header("Allow"))
        .isEqualTo("GET, HEAD, OPTIONS");
  }
}
