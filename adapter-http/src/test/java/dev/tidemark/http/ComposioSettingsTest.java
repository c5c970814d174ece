package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.provider.Model;
import dev.tidemark.domain.provider.Provider;
import dev.tidemark.domain.sync.Schedule;
import dev.tidemark.domain.sync.SyncMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposioSettingsTest {
  private static final String SETTINGS = "/sync/settings";
  private static final String STATUS = Admin.ROOT + "/sync/status";

  private World world;
  private Connector connector;
  private Admin admin;

  @BeforeEach
  void start() {
    world = new World();
    connector = world.connector;
    admin = Admin.of(world);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void changesTheIntervalAndAnswersTheStatusAfterwards() {
    connector.configure().idle();

    Reply reply = admin.patch(SETTINGS, "{\"sync_interval_hours\":12}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"total_tools\":0,\"enabled_tools\":0,\"last_sync_at\":\"2026-03-01T12:00:00Z\","
                + "\"next_sync_at\":\""
                + connector.toolsSync().nextRun().orElseThrow()
                + "\",\"sync_interval_hours\":12,"
                + "\"incremental_sync_enabled\":true}")
        .isEqualTo(admin.get(STATUS).body());
    assertThat(connector.toolsSync().schedule())
        .isEqualTo(new Schedule.Every(Duration.ofHours(12)));
  }

  @Test
  void changesWhetherOnlyChangesAreRead() {
    connector.configure().idle();

    Reply reply = admin.patch(SETTINGS, "{\"incremental_sync_enabled\":false}");
    assertThat(reply.json().path("incremental_sync_enabled").asBoolean(true)).isFalse();
    assertThat(reply.json().path("sync_interval_hours").asInt()).isEqualTo(6);
    assertThat(connector.toolsSync().mode()).isEqualTo(SyncMode.FULL);

    reply =
        admin.patch(SETTINGS, "{\"incremental_sync_enabled\":true,\"sync_interval_hours\":720}");
    assertThat(reply.json().path("incremental_sync_enabled").asBoolean()).isTrue();
    assertThat(reply.json().path("sync_interval_hours").asInt()).isEqualTo(720);
  }

  @Test
  void changesNothingIfNothingIsSaid() {
    connector.configure().idle();
    String before = admin.patch(SETTINGS, "{\"sync_interval_hours\":6}").body();

    Reply reply = admin.patch(SETTINGS, "{}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(before);
    assertThat(connector.audit.list(Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void takesAWholeNumberHoweverItIsWritten() {
    connector.configure().idle();
    for (String six : List.of("6", "6.0", "6e0", "0.6e1", "60E-1", "6.000000000000000000000")) {
      admin.patch(SETTINGS, "{\"sync_interval_hours\":1}");

      Reply reply = admin.patch(SETTINGS, "{\"sync_interval_hours\":" + six + "}");

      assertThat(reply.status()).as(six).isEqualTo(200);
      assertThat(reply.json().path("sync_interval_hours").asInt()).as(six).isEqualTo(6);
    }
  }

  @Test
  void refusesEveryOtherInterval() {
    connector.configure().idle();
    for (String value :
        List.of(
            "0",
            "-1",
            "721",
            "1.5",
            "0.999999999999999999999999",
            "720.0000000000000000000001",
            "\"6\"",
            "\"\"",
            "true",
            "null",
            "[6]",
            "{}",
            "1e9",
            "1e400",
            "1e99999999",
            "1e-99999999",
            "-1e99999999",
            "99999999999999999999999999",
            "9223372036854775814",
            "4294967302")) {
      AdminErrors.invalid(
          admin.patch(SETTINGS, "{\"sync_interval_hours\":" + value + "}"),
          "sync_interval_hours",
          "sync_interval_hours must be a whole number from 1 to 720");
    }
    assertThat(admin.get(STATUS).json().path("sync_interval_hours").asInt()).isEqualTo(6);
  }

  @Test
  void refusesWhatIsNeitherTrueNorFalse() {
    connector.configure().idle();
    for (String value : List.of("null", "\"true\"", "1", "{}")) {
      AdminErrors.invalid(
          admin.patch(SETTINGS, "{\"incremental_sync_enabled\":" + value + "}"),
          "incremental_sync_enabled",
          "incremental_sync_enabled must be true or false");
    }
  }

  @Test
  void refusesFieldsThatItDoesNotKnow() {
    connector.configure().idle();
    AdminErrors.invalid(
        admin.patch(SETTINGS, "{\"syncIntervalHours\":6}"),
        "syncIntervalHours",
        "The request body takes sync_interval_hours, incremental_sync_enabled only");
    assertThat(admin.patch(SETTINGS, "").status()).isEqualTo(400);
  }

  @Test
  void refusesToReadChangesWhereThereIsNoWayTo() {
    Provider composio =
        Provider.direct(
            Catalogue.COMPOSIO,
            "Composio",
            "platform",
            List.of(),
            List.of(new Model(Connector.TOOLS.model(), false)));
    try (World whole = new World(new Catalogue(composio), PublicUrl.ofListener("127.0.0.1", 0))) {
      whole.connector.configure().idle();
      Admin client = Admin.of(whole);

      AdminErrors.invalid(
          client.patch(SETTINGS, "{\"incremental_sync_enabled\":true,\"sync_interval_hours\":9}"),
          "incremental_sync_enabled",
          "The tools of the catalogue can only be read whole");
      assertThat(client.get(STATUS).json().path("sync_interval_hours").asInt()).isEqualTo(6);
      assertThat(client.patch(SETTINGS, "{\"incremental_sync_enabled\":false}").status())
          .isEqualTo(200);
    }
  }

  @Test
  void saysWhichSettingIsMissingIfThereIsNoKeyOfTheCatalogue() {
    AdminErrors.notConfigured(admin.patch(SETTINGS, "{}"));
    AdminErrors.notConfigured(admin.patch(SETTINGS, "{\"sync_interval_hours\":6}"));
  }
}
