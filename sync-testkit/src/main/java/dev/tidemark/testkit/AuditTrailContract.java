package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.AuditAction;
import dev.tidemark.domain.audit.Change;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@link AuditTrail} promises. */
public abstract class AuditTrailContract extends StoreContract {
  private static final Actor ACTOR = new Actor("key_1", Fixtures.ORGANIZATION);

  private static Change change(String target, long seconds) {
    return new Change(
        Fixtures.noonPlus(seconds),
        ACTOR,
        AuditAction.TOOL_CHANGED,
        target,
        Map.of("enabled", "false"),
        Map.of("enabled", "true"));
  }

  private List<Change> newest(int limit) {
    return store.audit().list(Long.MAX_VALUE, limit).stream()
        .map(AuditTrail.Entry::change)
        .toList();
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(newest(10)).isEmpty();
  }

  @Test
  void tellsTheNewestFirst() {
    for (String target : List.of("a", "b", "c")) {
      store.audit().append(change(target, 1));
    }

    assertThat(newest(10)).containsExactly(change("c", 1), change("b", 1), change("a", 1));
    assertThat(newest(2)).containsExactly(change("c", 1), change("b", 1));
  }

  @Test
  void goesOnBeforeANumber() {
    for (String target : List.of("a", "b", "c")) {
      store.audit().append(change(target, 1));
    }
    AuditTrail.Entry newest = store.audit().list(Long.MAX_VALUE, 1).get(0);

    List<AuditTrail.Entry> rest = store.audit().list(newest.number(), 10);

    assertThat(rest)
        .extracting(AuditTrail.Entry::change)
        .containsExactly(change("b", 1), change("a", 1));
    assertThat(rest)
        .allSatisfy(entry -> assertThat(entry.number()).isBetween(1L, newest.number() - 1));
  }

  @Test
  void keepsAChangeAsItWasMade() {
    Change change =
        new Change(
            Fixtures.noonPlus(1),
            ACTOR,
            AuditAction.SETTINGS_CHANGED,
            "it's \u00fc \"quoted\" 100%",
            Map.of(),
            Map.of("a", "", "b", "\n'\u00fc"));

    store.audit().append(change);

    assertThat(newest(1)).containsExactly(change);
  }

  @Test
  void forgetsAChangeThatWasNotMade() {
    assertThatThrownBy(() ->
            store
                .transactions()
                .perform(() -> {
                  store.audit().append(change("a", 1));
                  throw new IllegalStateException("changed its mind");
                }))
        .hasMessage("changed its mind");

    assertThat(newest(10)).isEmpty();
    store.audit().append(change("b", 2));
    assertThat(newest(10)).containsExactly(change("b", 2));
  }

  @Test
  void losesNoChangeOfManyAtOnce() {
    Race.run(
        6,
        contender -> {
          for (int i = 0; i < 20; i++) {
            store.audit().append(change(contender + "-" + i, i));
          }
          return contender;
        });

    List<AuditTrail.Entry> all = store.audit().list(Long.MAX_VALUE, 1000);
    assertThat(all).hasSize(120);
    assertThat(new TreeSet<>(all.stream().map(AuditTrail.Entry::number).toList())).hasSize(120);
  }

  @Test
  void keepsTenThousandAtLeast() {
    store
        .transactions()
        .perform(() -> {
          for (int i = 0; i < 10_100; i++) {
            store.audit().append(change("t" + i, i));
          }
        });

    List<AuditTrail.Entry> all = store.audit().list(Long.MAX_VALUE, 20_000);
    assertThat(all).hasSizeGreaterThanOrEqualTo(10_000);
    assertThat(all.get(9_999).change()).isEqualTo(change("t100", 100));
  }
}
