package dev.tidemark.postgres.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiredTest extends RetentionTests {
  private void addSessions(String prefix, int many, Instant expires) {
    database.change(
        """
        insert into setup_sessions (id, organization, provider, replaces, progress, expires_at)
        select ? || n, 'o', 'p', false, 'waiting', ? from generate_series(1, ?::int) n
        """,
        prefix,
        expires,
        many);
  }

  private void addDeliveries(String prefix, int many, Instant until) {
    database.change(
        """
        insert into webhook_deliveries (organization, provider, id_hash, until)
        select 'o', 'p', sha256(convert_to(? || n, 'UTF8')), ? from generate_series(1, ?::int) n
        """,
        prefix,
        until,
        many);
  }

  private void addTriggers(String owner, int many, Instant until) {
    database.change(
        """
        insert into remembered_triggers (
          owner, key, number, full_asked, run_id, run_state, run_full, joined, until)
        select ?, 'key-' || n, n, false, 'run', 'queued', false, false, ?
        from generate_series(1, ?::int) n
        """,
        owner,
        until,
        many);
  }

  @Test
  void goesOnceItsTimeIsOver() {
    addDeliveries("over", 3, NOW.minusMillis(1));
    addDeliveries("valid", 2, NOW);
    addTriggers("over", 4, NOW.minusMillis(1));
    addTriggers("valid", 3, NOW);

    assertThat(retention(NOW).prune()).isEqualTo(7);

    assertThat(count("webhook_deliveries")).isEqualTo(2);
    assertThat(count("remembered_triggers where owner = 'valid'")).isEqualTo(3);
    assertThat(count("remembered_triggers")).isEqualTo(3);
  }

  @Test
  void staysALittleLongerIfItIsASessionThatMayBeAskedFor() {
    addSessions("over", 3, NOW.minus(Duration.ofMinutes(61)));
    addSessions("lately", 2, NOW.minus(Duration.ofMinutes(59)));

    assertThat(retention(NOW).prune()).isEqualTo(3);

    assertThat(count("setup_sessions where id like 'lately%'")).isEqualTo(2);
    assertThat(count("setup_sessions")).isEqualTo(2);
  }

  @Test
  void goesHoweverManyThereAre() {
    addSessions("over", 1_100, NOW.minus(Duration.ofDays(1)));
    addDeliveries("over", 1_000, NOW.minus(Duration.ofDays(1)));
    addTriggers("over", 499, NOW.minus(Duration.ofDays(1)));

    assertThat(retention(NOW).prune()).isEqualTo(2_599);
    assertThat(retention(NOW).prune()).isZero();
  }

  @Test
  void isLeftForTheNextTimeIfSomeoneIsAtIt() throws Exception {
    addDeliveries("over", 3, NOW.minusSeconds(1));

    database.perform(() -> {
      database.change(
          """
          update webhook_deliveries set until = ? where id_hash =
            (select id_hash from webhook_deliveries order by id_hash limit 1)
          """,
          NOW.plusSeconds(60));
      assertThat(elsewhere()).isEqualTo(2);
    });

    assertThat(count("webhook_deliveries")).isEqualTo(1);
  }

  private int elsewhere() {
    int[] gone = new int[1];
    Thread other = Thread.ofPlatform().start(() -> gone[0] = retention(NOW).prune());
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return gone[0];
  }
}
