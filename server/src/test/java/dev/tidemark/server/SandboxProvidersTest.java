package dev.tidemark.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.server.config.Configuration;
import dev.tidemark.server.config.ConfigurationReader;
import dev.tidemark.server.config.Settings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SandboxProvidersTest {
  @Test
  void saysThatThePortOfTheSandboxIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      Configuration configuration =
          ConfigurationReader.read(
              Settings.collect(
                  Map.of(
                      "store",
                      "memory",
                      "sandbox",
                      "true",
                      "port",
                      "0",
                      "sandbox-port",
                      String.valueOf(port),
                      "api-key",
                      Client.API_KEY),
                  Map.of()));
      PrintStream nowhere =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
      assertThatThrownBy(() -> RunningServer.start(configuration, nowhere))
          .isInstanceOf(StartException.class)
          .hasMessage(
              "the sandbox cannot listen on port " + port + "; give another with --sandbox-port");
    }
  }
}
