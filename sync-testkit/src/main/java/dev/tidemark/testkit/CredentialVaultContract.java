package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.application.connector.Credentials;
import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ProviderId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.connection.CredentialVault} promises. */
public abstract class CredentialVaultContract extends StoreContract {
  private static final ConnectionId STRIPE = Fixtures.connectionId("stripe");
  private static final ConnectionId HUBSPOT = Fixtures.connectionId("hubspot");

  @BeforeEach
  void connect() {
    store.connections().save(Fixtures.connection(STRIPE));
    store.connections().save(Fixtures.connection(HUBSPOT));
  }

  @Test
  void hasNoCredentialsAtFirst() {
    assertThat(store.vault().find(STRIPE)).isEmpty();
  }

  @Test
  void keepsEveryFieldAsItIs() {
    Credentials credentials =
        new Credentials(
            Map.of(
                "apiKey", "sk_live_\"'`\\ %s {} \u00e4\u00df \u6d77 \ud83c\udf0a \t\r\n end ",
                "empty", "",
                "private key", "k".repeat(20_000)));

    store.vault().store(STRIPE, credentials);

    assertThat(store.vault().find(STRIPE)).contains(credentials);
  }

  @Test
  void keepsCredentialsWithoutFields() {
    store.vault().store(STRIPE, new Credentials(Map.of()));

    assertThat(store.vault().find(STRIPE)).contains(new Credentials(Map.of()));
  }

  @Test
  void tellsConnectionsApart() {
    ConnectionId one = new ConnectionId(new ProviderId("a-b"), new OrganizationId("c"));
    ConnectionId other = new ConnectionId(new ProviderId("a"), new OrganizationId("b-c"));
    store.connections().save(Fixtures.connection(one));
    store.connections().save(Fixtures.connection(other));
    store.vault().store(STRIPE, Fixtures.credentials("s"));
    store.vault().store(HUBSPOT, Fixtures.credentials("h"));
    store.vault().store(one, Fixtures.credentials("1"));

    store.vault().forget(STRIPE);

    assertThat(store.vault().find(STRIPE)).isEmpty();
    assertThat(store.vault().find(HUBSPOT)).contains(Fixtures.credentials("h"));
    assertThat(store.vault().find(other)).isEmpty();
  }

  @Test
  void replacesEarlierCredentialsAsAWhole() {
    store.vault().store(STRIPE, new Credentials(Map.of("user", "u", "password", "p")));
    store.vault().store(STRIPE, new Credentials(Map.of("apiKey", "k")));

    assertThat(store.vault().find(STRIPE)).contains(new Credentials(Map.of("apiKey", "k")));
  }

  @Test
  void forgetsAndLearnsAgain() {
    store.vault().forget(STRIPE);
    store.vault().store(STRIPE, Fixtures.credentials("1"));
    store.vault().forget(STRIPE);
    assertThat(store.vault().find(STRIPE)).isEmpty();

    store.vault().store(STRIPE, Fixtures.credentials("2"));

    assertThat(store.vault().find(STRIPE)).contains(Fixtures.credentials("2"));
  }

  @Test
  void isNotTouchedByWhatACallerDoesToItsMap() {
    Map<String, String> fields = new HashMap<>(Map.of("apiKey", "good"));
    store.vault().store(STRIPE, new Credentials(fields));

    fields.put("apiKey", "bad");

    assertThat(store.vault().find(STRIPE)).contains(Fixtures.credentials("good"));
  }
}
