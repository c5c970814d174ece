package dev.tidemark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  private static final List<String> STRIPE =
      List.of("customers", "products", "prices", "subscriptions", "invoices", "charges", "events");
  private static final List<String> COMPOSIO =
      List.of("toolkits", "tools", "auth_configs", "connected_accounts");

  @Test
  void givesTheSameBytesWhateverWasReadInBetween() throws Exception {
    SettableClock often = new SettableClock();
    SettableClock once = new SettableClock();
    try (Sandbox busy = Sandbox.start(SandboxSettings.with(often));
        Sandbox idle = Sandbox.start(SandboxSettings.with(once));
        Client busyClient = new Client(busy);
        Client idleClient = new Client(idle)) {
      for (int i = 0; i < 97; i++) {
        often.advance(Duration.ofSeconds(101));
        busyClient.stripe("/v1/invoices?limit=100");
        busyClient.composio("/api/v3/tools?search=list");
      }
      once.advance(Duration.ofSeconds(97 * 101));

      assertThat(dumps(busyClient)).isEqualTo(dumps(idleClient));
      for (String path :
          List.of("/v1/customers?limit=100", "/v1/events?limit=100", "/v1/account")) {
        assertThat(busyClient.stripe(path).response().body())
            .isEqualTo(idleClient.stripe(path).response().body());
      }
      assertThat(busyClient.composio("/api/v3.1/tools?limit=1000").response().body())
          .isEqualTo(idleClient.composio("/api/v3.1/tools?limit=1000").response().body());
    }
  }

  @Test
  void givesOtherDataForAnotherSeed() throws Exception {
    SettableClock clock = new SettableClock();
    try (Sandbox one = Sandbox.start(SandboxSettings.with(clock).withSeed(1));
        Sandbox two = Sandbox.start(SandboxSettings.with(clock).withSeed(2));
        Client first = new Client(one);
        Client second = new Client(two)) {
      assertThat(first.stripe("/v1/customers?limit=100").ids())
          .doesNotContainAnyElementsOf(second.stripe("/v1/customers?limit=100").ids());
    }
  }

  @Test
  void continuesEarlierDataFromItsEpoch() throws Exception {
    SettableClock clock = new SettableClock();
    List<String> earlier;
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.with(clock));
        Client client = new Client(sandbox)) {
      clock.advance(Duration.ofHours(1));
      earlier = dumps(client);
    }

    try (Sandbox again = Sandbox.start(SandboxSettings.with(clock).withEpoch(SettableClock.START));
        Client client = new Client(again)) {
      assertThat(dumps(client)).isEqualTo(earlier);
    }
  }

  @Test
  void holdsStillWithoutGrowth() throws Exception {
    SettableClock clock = new SettableClock();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.with(clock).withGrowth(0));
        Client client = new Client(sandbox)) {
      String customers = client.get("/_sandbox/stripe/customers").response().body();
      String tools = client.get("/_sandbox/composio/tools").response().body();

      clock.advance(Duration.ofDays(2));

      assertThat(client.get("/_sandbox/stripe/customers").response().body()).isEqualTo(customers);
      assertThat(client.get("/_sandbox/composio/tools").response().body()).isEqualTo(tools);
    }
  }

  @Test
  void growsFasterWhenTold() {
    SettableClock clock = new SettableClock();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.with(clock).withGrowth(10))) {
      sandbox.provider("stripe").data().counts();
      clock.advance(Duration.ofMinutes(1));

      assertThat(sandbox.provider("stripe").data().counts().get("customers")).isBetween(270, 280);
    }
  }

  @Test
  void makesAsMuchHistoryAsItsSizeSays() {
    SettableClock clock = new SettableClock();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.with(clock).withSize(8))) {
      assertThat(sandbox.provider("stripe").data().counts())
          .containsEntry("customers", 2000)
          .containsEntry("subscriptions", 960)
          .containsEntry("charges", 4000);
      assertThat(sandbox.provider("composio").data().counts()).containsEntry("tools", 4800);
    }
  }

  @Test
  void doesNotUndoWhatHappenedWhenItsClockIsSetBack() {
    SettableClock clock = new SettableClock();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.with(clock))) {
      clock.advance(Duration.ofHours(1));
      var before = sandbox.provider("stripe").data().counts();

      clock.set(SettableClock.START);

      assertThat(sandbox.provider("stripe").data().counts()).isEqualTo(before);
    }
  }

  private static List<String> dumps(Client client) throws Exception {
    List<String> dumps = new ArrayList<>();
    for (String collection : STRIPE) {
      dumps.add(client.get("/_sandbox/stripe/" + collection).response().body());
      dumps.add(client.get("/_sandbox/stripe/" + collection + "?account=other").response().body());
    }
    for (String collection : COMPOSIO) {
      dumps.add(client.get("/_sandbox/composio/" + collection).response().body());
    }
    return dumps;
  }
}
