package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.domain.key.ApiKey;
import dev.tidemark.domain.key.KeyHash;
import dev.tidemark.domain.key.Scope;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link dev.tidemark.application.key.ApiKeys} promises. */
public abstract class ApiKeysContract extends StoreContract {
  private static final KeyHash HASH = KeyHash.of("ok_one");

  private static final ApiKey KEY =
      new ApiKey(
          "key-1",
          HASH,
          Fixtures.ORGANIZATION,
          EnumSet.allOf(Scope.class),
          "someone \"else\" \u00e4\ud83c\udf0a",
          Fixtures.NOON);

  @Test
  void knowsNoKeyAtFirst() {
    assertThat(store.keys().find(HASH)).isEmpty();
  }

  @Test
  void findsAKeyByItsHash() {
    store.keys().save(KEY);

    assertThat(store.keys().find(HASH)).contains(KEY);
    assertThat(store.keys().find(KeyHash.of("ok_other"))).isEmpty();
  }

  @Test
  void keepsAKeyThatNobodyInParticularMade() {
    ApiKey key =
        new ApiKey("k", HASH, KEY.organization(), Set.of(Scope.ADMIN_READ), null, Fixtures.NOON);

    store.keys().save(key);

    assertThat(store.keys().find(HASH)).contains(key);
  }

  @Test
  void tellsKeysApart() {
    ApiKey other =
        new ApiKey(
            "key-2",
            KeyHash.of("ok_two"),
            new OrganizationId("org_other"),
            Set.of(Scope.INTEGRATIONS_READ),
            null,
            Fixtures.noonPlus(1));
    store.keys().save(KEY);
    store.keys().save(other);

    assertThat(store.keys().find(HASH)).contains(KEY);
    assertThat(store.keys().find(other.hash())).contains(other);
  }

  @Test
  void replacesAKeyOfTheSameHash() {
    ApiKey narrower =
        new ApiKey(
            "key-1", HASH, KEY.organization(), Set.of(Scope.ADMIN_READ), null, Fixtures.NOON);
    store.keys().save(KEY);
    store.keys().save(narrower);

    assertThat(store.keys().find(HASH)).contains(narrower);
  }

  @Test
  void isNotTouchedByWhatACallerDoesToItsScopes() {
    EnumSet<Scope> scopes = EnumSet.of(Scope.ADMIN_READ);
    store.keys().save(new ApiKey("k", HASH, KEY.organization(), scopes, null, Fixtures.NOON));

    scopes.add(Scope.ADMIN_MANAGE);

    assertThat(store.keys().find(HASH).orElseThrow().scopes()).containsExactly(Scope.ADMIN_READ);
  }

  @Test
  void listsKeysTheOldestFirst() {
    ApiKey later = other("key-0", "ok_two", 1);
    store.keys().save(later);
    store.keys().save(KEY);

    assertThat(store.keys().list()).containsExactly(KEY, later);
  }

  @Test
  void doesNotKnowAKeyThatWasRemoved() {
    ApiKey kept = other("key-2", "ok_two", 1);
    store.keys().save(KEY);
    store.keys().save(kept);

    assertThat(store.keys().remove("key-1")).isTrue();

    assertThat(store.keys().find(HASH)).isEmpty();
    assertThat(store.keys().list()).containsExactly(kept);
    assertThat(store.keys().remove("key-1")).isFalse();
  }

  private static ApiKey other(String id, String secret, long after) {
    return new ApiKey(
        id,
        KeyHash.of(secret),
        Fixtures.ORGANIZATION,
        Set.of(Scope.ADMIN_READ),
        null,
        Fixtures.noonPlus(after));
  }
}
