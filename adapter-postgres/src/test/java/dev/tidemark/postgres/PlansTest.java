package dev.tidemark.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.postgres.jdbc.Database;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of plans would be worth nothing in small tables, or if they let anything pass. */
@Timeout(240)
class PlansTest {
  private static Plans plans;

  @BeforeAll
  static void open() throws SQLException {
    plans = Plans.opened();
  }

  private long count(String what) {
    return plans
        .database()
        .find("select count(*) as many from " + what, row -> row.number("many"))
        .orElseThrow();
  }

  @Test
  void areOfTablesWithTensOfThousandsOfRows() {
    for (String table : plans.growing()) {
      assertThat(count(table)).as(table).isGreaterThanOrEqualTo(20_000);
    }
  }

  private void assertRefused(String because, String sql) {
    assertThatThrownBy(
            () -> plans.assertFinds(List.of(), () -> plans.database().list(sql, row -> true)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(because);
  }

  @Test
  void refuseWhatReadsAllOfATable() {
    assertRefused("all of table runs", "select 1 from runs where id = 'x'");
    assertRefused(
        "all of table runs", "select 1 from datasets where live in (select inserted from runs)");
  }

  @Test
  void refuseWhatReadsAllOfAnIndex() {
    assertRefused("all of index api_keys_", "select id from api_keys order by id");
  }

  @Test
  void refuseWhatTheServerReadsToCheckAForeignKey() throws SQLException {
    Database database = plans.database();
    Runnable leave =
        () -> {
          database.change("delete from syncs where organization = 'org_9'");
          database.change("delete from connection_setups where organization = 'org_9'");
          database.change("delete from connections where organization = 'org_9'");
        };
    plans.assertFinds(List.of("syncs_organization_provider_model_key"), leave);

    assertThatThrownBy(() ->
            plans.assertFinds(
                List.of(),
                () -> {
                  database.change(
                      "alter table syncs drop constraint syncs_organization_provider_model_key");
                  leave.run();
                }))
        .hasMessageContaining("all of table syncs");
  }

  @Test
  void missAnIndexThatIsNotUsed() {
    assertThatThrownBy(() ->
            plans.assertFinds(
                List.of("api_keys_by_id"),
                () ->
                    plans
                        .database()
                        .list("select 1 from api_keys where hash = '\\x00'", row -> true)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("api_keys_by_id");
  }
}
