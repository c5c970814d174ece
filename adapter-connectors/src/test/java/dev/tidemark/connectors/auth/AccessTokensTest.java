package dev.tidemark.connectors.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.ConnectionId;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.provider.ProviderId;
import dev.tidemark.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOON);
  private final AccessTokens tokens = new AccessTokens(clock, RenewedCredentials.IN_MEMORY_ONLY);

  private static AccessTokens.Key key(String credentials) {
    return new AccessTokens.Key(
        new ConnectionId(new ProviderId("acme"), new OrganizationId("org")), credentials);
  }

  @Test
  void forgetsCredentialsThatWereRenewedOnceNobodyAsksWithThem() {
    Session session = tokens.session(key("refresh-0"));
    for (int hour = 1; hour <= 100; hour++) {
      clock.advance(Duration.ofMinutes(70));
      tokens.alias(key("refresh-" + hour), session);
      assertThat(tokens.session(key("refresh-" + hour))).isSameAs(session);
    }
    assertThat(tokens.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void remembersCredentialsThatWereRenewedAsLongAsAReaderAsksWithThem() {
    Session session = tokens.session(key("refresh-0"));
    tokens.alias(key("refresh-1"), session);
    for (int request = 0; request < 10; request++) {
      clock.advance(Duration.ofMinutes(50));
      assertThat(tokens.session(key("refresh-0"))).isSameAs(session);
    }
  }

  @Test
  void remembersAGoodTokenForADay() {
    Session session = tokens.session(key("refresh-0"));
    session.suggest(new AccessToken("a", NOON, NOON.plus(Duration.ofDays(30))));
    clock.advance(Duration.ofHours(20));
    assertThat(tokens.session(key("refresh-0"))).isSameAs(session);
    clock.advance(Duration.ofHours(25));
    assertThat(tokens.session(key("refresh-0"))).isNotSameAs(session);
  }

  @Test
  void takesATokenOfTheSettingsOnlyUntilItHasOneOfItsOwn() throws InterruptedException {
    Session session = tokens.session(key("refresh-0"));
    session.suggest(new AccessToken("first", NOON, NOON.plusSeconds(600)));
    session.suggest(new AccessToken("second", NOON, NOON.plusSeconds(600)));
    Session.Outcome outcome =
        session.token(
            NOON,
            Optional.empty(),
            rotated -> {
              throw new AssertionError("a token was there");
            },
            change -> Optional.empty());
    assertThat(((Session.Outcome.Obtained) outcome).fresh().token().value()).isEqualTo("first");
  }
}
