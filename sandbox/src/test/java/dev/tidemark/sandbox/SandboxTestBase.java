package dev.tidemark.sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A running sandbox of the usual size, whose clock stands still, and a client of it. */
@Timeout(60) // a walk through pages that lead back to themselves must end
abstract class SandboxTestBase {
  final SettableClock clock = new SettableClock();
  Sandbox sandbox;
  Client client;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(settings());
    client = new Client(sandbox);
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  SandboxSettings settings() {
    return SandboxSettings.with(clock);
  }

  ProviderControl stripe() {
    return sandbox.provider("stripe");
  }

  ProviderControl composio() {
    return sandbox.provider("composio");
  }
}
