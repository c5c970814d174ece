package dev.tidemark.postgres.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.postgres.retention.RetentionPolicy.Kept;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OldChangesTest extends RetentionTests {
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(400));
  private static final Instant LATELY = NOW.minus(Duration.ofDays(300));

  private void addChanges(int many, Instant at) {
    database.change(
        """
        insert into audit_trail (
          at, actor_key, actor_organization, action, target, before, after)
        select ?::timestamptz, 'key', 'o', 'tool.changed', 'target', '{}', '{}'
        from generate_series(1, ?::int)
        """,
        at,
        many);
  }

  private long oldest() {
    return database
        .find("select min(number) as number from audit_trail", row -> row.number("number"))
        .orElseThrow();
  }

  @Test
  void keepsTheTenThousandNewestHoweverOldTheyAre() {
    addChanges(10_700, LONG_AGO);

    assertThat(retention(NOW).prune()).isEqualTo(700);

    assertThat(count("audit_trail")).isEqualTo(10_000);
    assertThat(oldest()).isEqualTo(701);
    assertThat(retention(NOW).prune()).isZero();
  }

  @Test
  void keepsThoseOfTheLastYear() {
    addChanges(600, LONG_AGO);
    addChanges(10_500, LATELY);

    assertThat(retention(NOW).prune()).isEqualTo(600);
    assertThat(oldest()).isEqualTo(601);

    assertThat(retention(LATELY.plus(Duration.ofDays(366))).prune()).isEqualTo(500);
  }

  @Test
  void keepsNoMoreThanTheMostHoweverYoungTheyAre() {
    RetentionPolicy policy =
        new RetentionPolicy(
            RetentionPolicy.DEFAULT.runs(),
            new Kept(10_000, 10_200, Duration.ofDays(365)),
            RetentionPolicy.DEFAULT.events(),
            Duration.ZERO);
    addChanges(11_000, NOW);

    assertThat(retention(NOW, policy).prune()).isEqualTo(800);

    assertThat(count("audit_trail")).isEqualTo(10_200);
    assertThat(oldest()).isEqualTo(801);
  }

  @Test
  void countsRowsAndNotNumbers() {
    addChanges(10_500, LONG_AGO);
    database.change("delete from audit_trail where number between 2 and 400");

    assertThat(retention(NOW).prune()).isEqualTo(101);
    assertThat(count("audit_trail")).isEqualTo(10_000);

    database.change("delete from audit_trail where number between 5000 and 6000");
    addChanges(1, LONG_AGO);
    assertThat(retention(NOW).prune()).isZero();
  }

  @Test
  void doesNothingWithoutChanges() {
    assertThat(retention(NOW).prune()).isZero();
  }
}
