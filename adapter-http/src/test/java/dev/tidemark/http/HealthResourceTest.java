package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.store.StorageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthResourceTest {
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

  private Reply ask(String path) {
    return http.send("GET", path, "");
  }

  @Test
  void isReadyWhenTheCheckSaysSo() {
    assertThat(ask("/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(ask("/health/ready").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(ask("/health/ready").header("Content-Type")).isEqualTo("application/json");

    world.ready.set(false);
    assertThat(ask("/health/ready").status()).isEqualTo(503);
    assertThat(ask("/health/ready").body()).isEqualTo("{\"status\":\"DOWN\"}");
    assertThat(ask("/health/live").status()).isEqualTo(200);

    world.ready.set(true);
    assertThat(ask("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void isNotReadyWhenTheCheckFails() {
    world.readyTrouble.set(new StorageException("down", new Exception()));

    assertThat(ask("/health/ready").status()).isEqualTo(503);
    assertThat(ask("/health/live").status()).isEqualTo(200);
  }

  @Test
  void isNotReadyButStillAnswersOnceItDrains() {
    world.server.drain();

    assertThat(ask("/health/ready").status()).isEqualTo(503);
    assertThat(ask("/health/live").status()).isEqualTo(200);
    assertThat(http.get("/api/integrations").status()).isEqualTo(200);
    try (RawHttp raw = new RawHttp(world.server.port())) {
      RawHttp.Answer answer = raw.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").read(true);
      assertThat(answer.header("Connection")).hasValue("close");
      assertThat(raw.closedByServer()).isTrue();
    }
  }
}
