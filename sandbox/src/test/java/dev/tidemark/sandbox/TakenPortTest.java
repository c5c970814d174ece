package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class TakenPortTest {
  @Test
  void doesNotStartWhereAnotherListens() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SandboxSettings settings =
          SandboxSettings.with(new SettableClock()).withAddress("127.0.0.1", other.getLocalPort());
      assertThatThrownBy(() -> Sandbox.start(settings))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + other.getLocalPort());
    }
  }
}
