package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisconnectResourceTest {
  private World world;

  @BeforeEach
  void start() {
    world = new World();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Reply disconnect(String body) {
    return world.http().post("/api/integrations/disconnect", body);
  }

  @Test
  void endsAConnection() {
    world.connectStripe();

    Reply reply = disconnect("{\"provider\":\"stripe\"}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"success\":true}");
    assertThat(world.store.find(World.STRIPE)).isEmpty();
    assertThat(world.vault.find(World.STRIPE)).isEmpty();
  }

  @Test
  void saysThatThereIsNothingToEnd() {
    Reply reply = disconnect("{\"provider\":\"gmail\"}");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body())
        .isEqualTo("{\"success\":false,\"message\":\"Integration is not connected\"}");
  }

  @Test
  void takesNothingButAProvider() {
    world.connectStripe();

    Reply reply = disconnect("{\"provider\":\"stripe\",\"force\":true}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo(
            "{\"error\":\"The request body takes provider only\",\"details\":["
                + "{\"path\":[\"force\"],\"message\":\"The request body takes provider only\"}]}");
    assertThat(world.store.find(World.STRIPE)).isPresent();
  }

  @Test
  void refusesAProviderThatIsNotKnown() {
    assertThat(disconnect("{\"provider\":\"composio\"}").status()).isEqualTo(400);
  }
}
