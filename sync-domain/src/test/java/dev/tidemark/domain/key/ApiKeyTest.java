package dev.tidemark.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.connection.OrganizationId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyTest {
  private static final String SECRET = "ok_Nobody-must-ever-read-this";
  private static final Instant T0 = Instant.parse("2026-11-21T10:00:00Z");

  private static ApiKey key(Set<Scope> scopes) {
    return new ApiKey(
        "key-1", KeyHash.of(SECRET), new OrganizationId("org_demo"), scopes, "user-1", T0);
  }

  @Test
  void allowsItsScopesAndNoOther() {
    ApiKey key = key(Set.of(Scope.INTEGRATIONS_READ));
    assertThat(key.allows(Scope.INTEGRATIONS_READ)).isTrue();
    assertThat(key.allows(Scope.INTEGRATIONS_MANAGE)).isFalse();
  }

  @Test
  void doesNotChangeWithTheSetItWasMadeFrom() {
    Set<Scope> scopes = EnumSet.of(Scope.ADMIN_READ);
    ApiKey key = key(scopes);
    scopes.add(Scope.ADMIN_MANAGE);
    assertThat(key.allows(Scope.ADMIN_MANAGE)).isFalse();
    assertThatThrownBy(() -> key.scopes().add(Scope.ADMIN_MANAGE))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void refusesAKeyThatAllowsNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key(Set.of()))
        .withMessage("key key-1 must have at least one scope");
  }

  @Test
  void doesNotHoldTheKeyItself() {
    assertThat(key(Set.of(Scope.ADMIN_READ)).toString()).doesNotContain(SECRET);
  }

  @Test
  void matchesTheHashOfTheSameKeyOnly() {
    KeyHash hash = KeyHash.of(SECRET);
    assertThat(hash.matches(KeyHash.of(SECRET))).isTrue();
    assertThat(hash.matches(KeyHash.of(SECRET + "!"))).isFalse();
    assertThat(hash).isEqualTo(new KeyHash(hash.value()));
  }

  @Test
  void refusesAKeyInPlaceOfItsHashAndDoesNotRepeatIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyHash(SECRET))
        .withMessage(
            "a key hash has 64 lower-case hexadecimal digits,"
                + " but this text of 29 characters has not");
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGRATIONS_READ, integrations:read",
    "INTEGRATIONS_MANAGE, integrations:manage",
    "ADMIN_READ, admin:read",
    "ADMIN_MANAGE, admin:manage"
  })
  void scopesAreWrittenAsWords(Scope scope, String word) {
    assertThat(scope.word()).isEqualTo(word);
  }
}
