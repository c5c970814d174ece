package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.setup.SessionId;
import dev.tidemark.domain.setup.SetupSession;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connecting a provider by signing in to it, as the one sees it who asked for it. */
class ConnectSessionTest {
  private static final String STATUS = "/api/integrations/connect/status";
  private static final String CONNECT = "/api/integrations/connect";
  private static final String HUBSPOT = "{\"provider\":\"hubspot\"}";

  private World world;

  @BeforeEach
  void start() {
    world = new World();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private String begin() {
    return world.http().post(CONNECT, HUBSPOT).json().path("sessionId").asText();
  }

  private Reply poll(String session) {
    return world.http().get(STATUS + "?sessionId=" + session);
  }

  private void change(String session, UnaryOperator<SetupSession> how) {
    assertThat(world.setups.update(new SessionId(session), how)).isPresent();
  }

  @Test
  void beginsASessionThatGoesOnAtThePublicUrl() {
    JsonNode reply = world.http().post(CONNECT, HUBSPOT).json();

    String session = reply.path("sessionId").asText();
    assertThat(session).matches("[A-Za-z0-9_-]{43,}").isNotEqualTo(begin());
    assertThat(reply.toString())
        .isEqualTo(
            "{\"sessionId\":\"%s\",\"connectUrl\":\"http://127.0.0.1:%d/connect/%s\",\"alreadyConnected\":false}"
                .formatted(session, world.server.port(), session));
  }

  @Test
  void takesNoNoticeOfTheHostThatARequestNames() {
    try (World configured =
            new World(new Catalogue(), PublicUrl.of(URI.create("https://sync.example.com/t/")));
        RawHttp raw = new RawHttp(configured.server.port())) {
      String body =
          raw.send(
                  "POST "
                      + CONNECT
                      + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                      + "Forwarded: host=evil.example\r\nContent-Type: application/json\r\n"
                      + "Authorization: Bearer "
                      + World.KEY
                      + "\r\nContent-Length: "
                      + HUBSPOT.length()
                      + "\r\n\r\n"
                      + HUBSPOT)
              .read(true)
              .body();

      assertThat(body)
          .contains("\"connectUrl\":\"https://sync.example.com/t/connect/sess_")
          .doesNotContain("evil");
    }
  }

  @Test
  void answersAsOfCredentialsIfItIsConnectedAlready() {
    world.connect(World.HUBSPOT);

    assertThat(world.http().post(CONNECT, HUBSPOT).body())
        .isEqualTo(
            "{\"connected\":true,\"connectionId\":\"hubspot-org_demo\",\"alreadyConnected\":true}");
    Reply forced = world.http().post(CONNECT, "{\"provider\":\"hubspot\",\"force\":true}");
    assertThat(forced.json().path("sessionId").asText()).isNotEmpty();
  }

  @Test
  void refusesCredentialsForASignIn() {
    Reply reply =
        world.http().post(CONNECT, "{\"provider\":\"hubspot\",\"config\":{\"apiKey\":\"k\"}}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("details").path(0).path("path").toString())
        .isEqualTo("[\"config\",\"apiKey\"]");
  }

  @Test
  void tellsThatThePlanAllowsNoMore() {
    Http small = world.http().as(World.SMALL);
    String stripe = "{\"provider\":\"stripe\",\"config\":{\"apiKey\":\"rk_1\"}}";
    assertThat(small.post(CONNECT, stripe).status()).isEqualTo(200);

    for (String other :
        List.of(HUBSPOT, "{\"provider\":\"clerk\",\"config\":{\"secretKey\":\"k\"}}")) {
      Reply reply = small.post(CONNECT, other);

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.body())
          .isEqualTo(
              "{\"error\":\"The limit of the plan starter is reached: 1 of 1 connections\","
                  + "\"code\":\"plan_connection_limit_exceeded\","
                  + "\"feature\":\"integration_connections\",\"plan\":\"starter\","
                  + "\"currentConnections\":1,\"limit\":1}");
    }
    assertThat(small.post(CONNECT, stripe).json().path("alreadyConnected").asBoolean()).isTrue();
    assertThat(world.http().post(CONNECT, HUBSPOT).status()).isEqualTo(200);
  }

  @Test
  void tellsHowFarASessionHasCome() {
    String session = begin();
    assertThat(poll(session).body()).isEqualTo("{\"status\":\"pending\",\"provider\":\"hubspot\"}");

    change(session, SetupSession::returned);
    assertThat(poll(session).body()).isEqualTo("{\"status\":\"pending\",\"provider\":\"hubspot\"}");

    change(session, SetupSession::connected);
    assertThat(poll(session).body())
        .isEqualTo("{\"status\":\"connected\",\"provider\":\"hubspot\"}");

    String other = begin();
    change(other, before -> before.failed("HubSpot did not grant access"));
    assertThat(poll(other).body())
        .isEqualTo(
            "{\"status\":\"failed\",\"provider\":\"hubspot\","
                + "\"error\":\"HubSpot did not grant access\"}");

    String late = begin();
    world.now.set(World.START.plus(SetupSession.LIFETIME));
    assertThat(poll(late).body()).isEqualTo("{\"status\":\"expired\",\"provider\":\"hubspot\"}");
    assertThat(poll(session).json().path("status").asText()).isEqualTo("connected");
  }

  @Test
  void saysOfEveryOtherSessionTheSame() {
    String session = begin();
    SessionId others = new SessionId("sess_" + "o".repeat(43));
    world.setups.add(
        SetupSession.begin(
            others, new ConnectionId(new ProviderId("slack"), World.OTHER), false, World.START));

    for (String query :
        List.of(
            "",
            "?sessionId",
            "?sessionId=",
            "?sessionId=%20",
            "?sessionId=x",
            "?sessionId=..%2F..",
            "?sessionId=" + "a".repeat(500),
            "?sessionId=sess_" + "n".repeat(43),
            "?sessionId=" + others,
            "?sessionId=" + session + "&sessionId=" + session,
            "?SessionId=" + session,
            "?session=" + session)) {
      Reply reply = world.http().get(STATUS + query);

      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.body())
          .isEqualTo(
              "{\"error\":\"sessionId must be one that connecting a provider has answered with\","
                  + "\"details\":[{\"path\":[\"sessionId\"],"
                  + "\"message\":\"sessionId must be one that connecting a provider has answered"
                  + " with\"}]}");
    }
  }

  @Test
  void takesEitherKindOfKeyToAskForASession() {
    String session = begin();
    for (String key : List.of(World.READ_KEY, World.MANAGE_KEY)) {
      Reply reply =
          world
              .http()
              .send("GET", STATUS + "?sessionId=" + session, "", "Authorization", "Bearer " + key);
      assertThat(reply.status()).isEqualTo(200);
    }
  }
}
