package dev.tidemark.connectors;

import static dev.tidemark.connectors.Logins.OAUTH;
import static dev.tidemark.connectors.Logins.SETTINGS;
import static dev.tidemark.connectors.Logins.authenticating;
import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.connectors.auth.RenewedCredentials;
import dev.tidemark.connectors.catalogue.ManifestCatalogue;
import dev.tidemark.connectors.catalogue.ManifestFile;
import dev.tidemark.connectors.support.Acme;
import dev.tidemark.connectors.support.FakeProvider;
import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.provider.ModelName;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.domain.sync.SyncId;
import dev.tidemark.testkit.SettableClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A process that ends between the exchange of a refresh token and its storage. */
class CrashTest {
  private static final ProviderId ACME = new ProviderId("acme");
  private static final SyncId SYNC =
      new SyncId(new ConnectionId(ACME, new OrganizationId("org")), new ModelName("AcmePerson"));
  private static final String KEY = "credentials.refresh_token";

  /** What a process does not survive. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Rotates refresh tokens: {@code refresh-1} gives {@code access-2} and {@code refresh-2}. A
   * graceful one takes a refresh token back only when what came of it is used.
   */
  private static final class Rotating implements Function<Asked, Answer> {
    private final boolean graceful;
    private final List<String> seen = new ArrayList<>();
    private int newest = 1;
    private int oldestGood = 1;

    Rotating(boolean graceful) {
      this.graceful = graceful;
    }

    @Override
    public synchronized Answer apply(Asked asked) {
      if (asked.path().endsWith("/token")) {
        int shown = Integer.parseInt(asked.body().replaceAll(".*refresh-(\\d+).*", "$1"));
        seen.add("refresh-" + shown);
        if (shown < oldestGood) {
          return json(400, "{\"error\":\"invalid_grant\"}");
        }
        newest++;
        oldestGood = graceful ? shown : newest;
        return ok(
            "{\"access_token\":\"access-%1$d\",\"refresh_token\":\"refresh-%1$d\"}"
                .formatted(newest));
      }
      String token = asked.header("Authorization").replace("Bearer ", "");
      seen.add(token);
      oldestGood = Math.max(oldestGood, Integer.parseInt(token.replace("access-", "")));
      return ok("{\"data\":[{\"id\":\"a\"}]}");
    }
  }

  /** One life of the process, which ends with what it reads. */
  private static Fetched process(
      FakeProvider provider, RenewedCredentials renewed, Map<String, String> vault) {
    try (DeclarativeConnectors connectors =
            new DeclarativeConnectors(
                ManifestCatalogue.with(
                    List.of(new ManifestFile("acme", ACME, authenticating(OAUTH).toString()))),
                ConnectorSettings.with(new SettableClock(Acme.NOON), () -> "id")
                    .withOrigins(Map.of(ACME, provider.uri()))
                    .withRenewed(renewed));
        ModelReader reader =
            connectors.open(
                new ReadRequest(SYNC, new Credentials(vault), true, Optional.empty()))) {
      return reader.next();
    }
  }

  private static void crash(FakeProvider provider, Map<String, String> vault) {
    RenewedCredentials crashing =
        (connection, before, after) -> {
          throw new Crash();
        };
    assertThatThrownBy(() -> process(provider, crashing, vault)).isInstanceOf(Crash.class);
  }

  @Test
  void goesOnWithTheTokenItHasWhereTheNewOneWasNeverUsed() {
    Rotating rotating = new Rotating(true);
    Map<String, String> vault = new HashMap<>(SETTINGS);
    try (FakeProvider provider = FakeProvider.start(rotating)) {
      crash(provider, vault);
      assertThat(rotating.seen)
          .as("nothing that came was used before it was kept")
          .containsExactly("refresh-1");
      assertThat(process(provider, (connection, before, after) -> vault.putAll(after), vault))
          .isInstanceOf(Fetched.Page.class);
      assertThat(rotating.seen).containsExactly("refresh-1", "refresh-1", "access-3");
      assertThat(vault).containsEntry(KEY, "refresh-3");
      assertThat(process(provider, (connection, before, after) -> vault.putAll(after), vault))
          .as("and after a restart that lost nothing")
          .isInstanceOf(Fetched.Page.class);
    }
  }

  @Test
  void asksForANewSignInWhereTheProviderTakesTheFormerTokenBackAtOnce() {
    Rotating rotating = new Rotating(false);
    Map<String, String> vault = new HashMap<>(SETTINGS);
    try (FakeProvider provider = FakeProvider.start(rotating)) {
      crash(provider, vault);
      Fetched after = process(provider, (connection, before, fresh) -> vault.putAll(fresh), vault);
      assertThat(((Fetched.Failed) after).failure())
          .isInstanceOf(FetchFailure.CredentialsRejected.class);
      assertThat(vault).as("nothing is made up").isEqualTo(SETTINGS);
    }
  }
}
