package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.store.StorageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeyResourceTest {
  private static final String PATH = "/api/validate-api-key";

  private World world;

  @BeforeEach
  void start() {
    world = new World();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply validate(String... headers) {
    return world.http().send("POST", PATH, "", headers);
  }

  @Test
  void tellsWhoseAGoodKeyIs() {
    assertThat(validate("Authorization", "Bearer " + World.KEY).body())
        .isEqualTo("{\"valid\":true,\"organizationId\":\"org_demo\",\"createdById\":\"user_7\"}");
    assertThat(validate("Authorization", "Bearer " + World.READ_KEY).body())
        .isEqualTo("{\"valid\":true,\"organizationId\":\"org_demo\",\"createdById\":null}");
    assertThat(validate("Authorization", "Bearer " + World.MANAGE_KEY).status()).isEqualTo(200);
  }

  @Test
  void takesNoNoticeOfABody() {
    Reply reply =
        world
            .http()
            .send(
                "POST",
                PATH,
                "<not json>",
                "Authorization",
                "Bearer " + World.KEY,
                "Content-Type",
                "text/xml");

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void saysOfEveryOtherKeyTheSame() {
    for (String key : new String[] {"ok_nobody", World.ADMIN_KEY, "\u00e9", "x".repeat(3000)}) {
      Reply reply = validate("Authorization", "Bearer " + key);

      assertThat(reply.status()).as(key).isEqualTo(401);
      assertThat(reply.body()).isEqualTo("{\"valid\":false,\"error\":\"Invalid credentials\"}");
    }
    assertThat(validate().body()).isEqualTo("{\"valid\":false,\"error\":\"Invalid credentials\"}");
  }

  @Test
  void saysInItsOwnWayThatTheKeysCannotBeAsked() {
    world.store.failKeys(() -> new StorageException("down", new IllegalStateException("host db")));

    Reply reply = validate("Authorization", "Bearer " + World.KEY);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body())
        .isEqualTo("{\"valid\":false,\"error\":\"The service is temporarily unavailable\"}");
  }
}
