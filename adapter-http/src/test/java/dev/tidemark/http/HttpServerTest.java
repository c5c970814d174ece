package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  @Test
  void saysInOneSentenceThatAPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpSettings settings = HttpSettings.on("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(() -> new World(settings))
          .isInstanceOf(CannotListenException.class)
          .hasMessage(
              "cannot listen on 127.0.0.1:%d: Address already in use"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void saysInOneSentenceThatAHostIsNotKnown() {
    HttpSettings settings = HttpSettings.on("no-such-host.invalid", 0);

    assertThatThrownBy(() -> new World(settings))
        .isInstanceOf(CannotListenException.class)
        .hasMessage("cannot listen on no-such-host.invalid:0: the host is not known");
  }

  @Test
  void letsRequestsThatAreUnderWayEndWhenItStops() throws Exception {
    ProbeResource probe = new ProbeResource();
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    probe.meanwhile.set(() -> {
      reached.countDown();
      await(goOn);
    });
    World world = new World(probe);
    int port = world.server.port();
    CompletableFuture<Reply> slow =
        CompletableFuture.supplyAsync(() -> world.http().send("GET", "/slow", ""));
    await(reached);

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(world::close);
    awaitRefused(port);
    assertThat(stopped).isNotDone();
    goOn.countDown();

    assertThat(slow.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
    stopped.get(10, TimeUnit.SECONDS);
  }

  @Test
  void doesNotWaitForeverForARequestThatHangs() throws Exception {
    ProbeResource probe = new ProbeResource();
    CountDownLatch reached = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    probe.meanwhile.set(() -> {
      reached.countDown();
      try {
        interrupted.complete(new CountDownLatch(1).await(20, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        interrupted.complete(true);
      }
    });
    World world =
        new World(new HttpSettings("127.0.0.1", 0, World.MAX_BODY, Duration.ofMillis(200)), probe);
    try (RawHttp raw = new RawHttp(world.server.port())) {
      raw.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
      await(reached);

      long begun = System.nanoTime();
      world.close();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      assertThat(interrupted.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void stopsTwiceAsWellAsOnce() {
    World world = new World();

    world.close();
    world.server.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static void awaitRefused(int port) throws IOException {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < until) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
      } catch (ConnectException refused) {
        return;
      }
    }
    throw new AssertionError("still listens");
  }
}
