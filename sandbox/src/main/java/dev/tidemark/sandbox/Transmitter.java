package dev.tidemark.sandbox;

import dev.tidemark.sandbox.exchange.Answer;
import dev.tidemark.sandbox.fault.Pauses;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts deliveries on the wire. */
final class Transmitter {
  private static final int BLOCK = 64 * 1024;

  private final Pauses pauses;

  Transmitter(Pauses pauses) {
    this.pauses = pauses;
  }

  void send(ServerResponse response, Delivery delivery) {
    try {
      switch (delivery) {
        case Delivery.Plain plain -> send(response, plain.answer());
        case Delivery.Late late -> {
          stopIfClosed(pauses.waitFor(late.delay()));
          send(response, late.answer());
        }
        case Delivery.Dribbled dribbled -> dribble(response, dribbled);
        case Delivery.CutOff cutOff -> cutOff(response, cutOff.answer());
        case Delivery.Flood flood -> flood(response, flood.bytes());
        case Delivery.Nothing nothing -> throw hangUp();
      }
    } catch (IOException e) {
      throw new CloseConnectionException("the client went away", e);
    }
  }

  private static void send(ServerResponse response, Answer answer) {
    head(response, answer);
    response.send(answer.body());
  }

  private void dribble(ServerResponse response, Delivery.Dribbled dribbled) throws IOException {
    byte[] body = dribbled.answer().body();
    try (OutputStream out = announced(response, dribbled.answer())) {
      for (int at = 0; at < body.length; at += dribbled.bytes()) {
        out.write(body, at, Math.min(dribbled.bytes(), body.length - at));
        out.flush();
        stopIfClosed(pauses.waitFor(dribbled.pause()));
      }
    }
  }

  private static void cutOff(ServerResponse response, Answer answer) throws IOException {
    OutputStream out = announced(response, answer);
    out.write(answer.body(), 0, answer.body().length / 2);
    out.flush();
    throw hangUp();
  }

  private void flood(ServerResponse response, long bytes) throws IOException {
    byte[] opening = "{\"padding\":\"".getBytes(StandardCharsets.UTF_8);
    byte[] closing = "\"}".getBytes(StandardCharsets.UTF_8);
    byte[] block = new byte[BLOCK];
    Arrays.fill(block, (byte) 'x');
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    try (OutputStream out = response.outputStream()) {
      out.write(opening);
      for (long left = bytes - opening.length - closing.length; left > 0; left -= BLOCK) {
        stopIfClosed(!pauses.isClosed());
        out.write(block, 0, (int) Math.min(BLOCK, left));
      }
      out.write(closing);
    }
  }

  private static OutputStream announced(ServerResponse response, Answer answer) {
    head(response, answer);
    response.contentLength(answer.body().length);
    return response.outputStream();
  }

  private static void head(ServerResponse response, Answer answer) {
    response.status(Status.create(answer.status()));
    answer
        .headers()
        .forEach(header -> response.header(HeaderNames.create(header.name()), header.value()));
  }

  private static void stopIfClosed(boolean open) {
    if (!open) {
      throw hangUp();
    }
  }

  /** Helidon closes the connection on this exception and writes nothing more. */
  private static CloseConnectionException hangUp() {
    return new CloseConnectionException("the sandbox hangs up");
  }
}
