package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients can see only below the level of a request. */
class ConnectionsTest {
  private static final String AUTHORIZED = "Host: x\r\nAuthorization: Bearer " + World.KEY + "\r\n";
  private static final String LIST = "GET /api/integrations HTTP/1.1\r\n" + AUTHORIZED;
  private static final String DISCONNECT =
      "POST /api/integrations/disconnect HTTP/1.1\r\nContent-Type: application/json\r\n";
  private static final String SLACK = "{\"provider\":\"slack\"}";

  private World world;
  private RawHttp raw;

  @BeforeEach
  void start() {
    world = new World();
    raw = new RawHttp(world.server.port());
  }

  @AfterEach
  void stop() {
    raw.close();
    world.close();
  }

  @Test
  void answersManyRequestsOnOneConnectionEvenIfTheyComeAtOnce() {
    raw.send((LIST + "\r\n").repeat(3));

    for (int i = 0; i < 3; i++) {
      RawHttp.Answer answer = raw.read(true);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Connection")).isEmpty();
    }
  }

  @Test
  void goesOnAfterABodyThatItDidNotWant() {
    raw.send(DISCONNECT + "Host: x\r\nContent-Length: 20\r\n\r\n" + SLACK);
    assertThat(raw.read(true).status()).isEqualTo(401);

    raw.send(
        DISCONNECT
            + AUTHORIZED
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "a00\r\n"
            + "x".repeat(0xa00)
            + "\r\n0\r\n\r\n");
    assertThat(raw.read(true).status()).isEqualTo(413);

    raw.send(LIST + "\r\n");
    assertThat(raw.read(true).status()).isEqualTo(200);
  }

  @Test
  void readsABodyInChunks() {
    raw.send(
        DISCONNECT
            + AUTHORIZED
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "5\r\n{\"pro\r\nf\r\nvider\":\"slack\"}\r\n0\r\n\r\n");

    assertThat(raw.read(true).status()).isEqualTo(404);
  }

  @Test
  void closesTheConnectionWhenTheClientAsksForIt() {
    raw.send(LIST + "Connection: close\r\n\r\n");

    RawHttp.Answer answer = raw.read(true);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Connection")).hasValue("close");
    assertThat(raw.closedByServer()).isTrue();
  }

  @Test
  void keepsTheConnectionWhenTheClientAsksForThat() {
    raw.send(LIST + "Connection: keep-alive\r\n\r\n");
    assertThat(raw.read(true).status()).isEqualTo(200);

    raw.send(LIST + "\r\n");
    assertThat(raw.read(true).status()).isEqualTo(200);
  }

  @Test
  void sendsNoBodyToAHeadEvenIfTheAnswerIsAnError() {
    raw.send("HEAD /nothing HTTP/1.1\r\nHost: x\r\n\r\n" + LIST + "\r\n");

    assertThat(raw.read(false).status()).isEqualTo(404);
    assertThat(raw.read(true).status()).isEqualTo(200);
  }

  @Test
  void asksForABodyOnlyOfThoseWhoMaySendOne() {
    raw.send(DISCONNECT + AUTHORIZED + "Expect: 100-continue\r\nContent-Length: 20\r\n\r\n");
    assertThat(raw.read(true).status()).isEqualTo(100);
    raw.send(SLACK);
    assertThat(raw.read(true).status()).isEqualTo(404);
    raw.send(LIST + "\r\n");
    assertThat(raw.read(true).status()).isEqualTo(200);

    raw.send(DISCONNECT + "Host: x\r\nExpect: 100-continue\r\nContent-Length: 20\r\n\r\n");
    RawHttp.Answer refused = raw.read(true);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("Connection")).hasValue("close");
    assertThat(raw.closedByServer()).isTrue();
  }

  @Test
  void refusesABodyThatIsNotFramedAsHttpHasIt() {
    raw.send(DISCONNECT + AUTHORIZED + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");

    RawHttp.Answer answer = raw.read(true);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"The request is malformed\"}");
    assertThat(answer.header("Connection")).hasValue("close");
    assertThat(raw.closedByServer()).isTrue();
  }

  @Test
  void survivesAClientThatGoesAwayInTheMiddleOfItsBody() {
    raw.send(DISCONNECT + AUTHORIZED + "Content-Length: 20\r\n\r\n{\"pro");
    raw.close();

    assertThat(world.http().get("/api/integrations").status()).isEqualTo(200);
  }

  @Test
  void judgesEveryRequestByItsOwnKeyEvenOnOneConnection() {
    String other = LIST.replace(World.KEY, World.READ_KEY);
    String unknown = LIST.replace(World.KEY, World.KEY.replace('v', 'w'));
    for (String[] step :
        new String[][] {{LIST, "200"}, {unknown, "401"}, {LIST, "200"}, {other, "200"}}) {
      raw.send(step[0] + "\r\n");
      assertThat(raw.read(true).status()).isEqualTo(Integer.parseInt(step[1]));
    }

    world.store.revokeKeys();
    raw.send(other + "\r\n");
    assertThat(raw.read(true).status()).isEqualTo(401);
  }

  @Test
  void understandsTheTargetOfARequestToAProxy() {
    raw.send(LIST.replace("/api/integrations", "http://x/api/integrations") + "\r\n");
    assertThat(raw.read(true).status()).isEqualTo(200);
  }
}
