package dev.tidemark.benchmarks.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds the store against the providers, and its books against its records. */
final class StoreCheck {
  private static final int LOOKS = 6;
  private static final int BETWEEN_LOOKS = 700;

  private final Connection connection;
  private final Providers providers;
  private final Violations violations;
  private int flickering;

  StoreCheck(Connection connection, Providers providers, Violations violations) {
    this.connection = connection;
    this.providers = providers;
    this.violations = violations;
  }

  /** What is not as it should be, by rule and sync. */
  private record Findings(long compared, Map<String, Set<String>> wrong) {}

  /**
   * Every record is there and as the provider has it. Runs go on meanwhile, and a run that reads
   * events once more shows older states for a moment: only what is wrong at every look counts.
   *
   * @param exact whether there must be no others; else only where a model's deletions are noticed
   *     without a full pass
   * @return how many records were compared
   */
  long records(List<String> organizations, boolean exact)
      throws SQLException, InterruptedException {
    Findings first = look(organizations, exact);
    Map<String, Set<String>> always = first.wrong();
    int atFirst = size(always);
    for (int i = 1; i < LOOKS && !always.isEmpty(); i++) {
      Thread.sleep(BETWEEN_LOOKS);
      Map<String, Set<String>> now = look(organizations, exact).wrong();
      always.keySet().retainAll(now.keySet());
      always.forEach((rule, ids) -> ids.retainAll(now.getOrDefault(rule, Set.of())));
      always.values().removeIf(Set::isEmpty);
    }
    flickering += atFirst - size(always);
    always.forEach((rule, ids) ->
        violations.add(
            rule, "%d, such as %s".formatted(ids.size(), ids.stream().limit(3).toList())));
    return first.compared();
  }

  private static int size(Map<String, Set<String>> findings) {
    return findings.values().stream().mapToInt(Set::size).sum();
  }

  /** Records that were wrong only for a moment. */
  int flickering() {
    return flickering;
  }

  private Findings look(List<String> organizations, boolean exact) throws SQLException {
    Map<String, Set<String>> wrong = new TreeMap<>();
    long compared = 0;
    for (Twins.Twin twin : Twins.ALL) {
      Map<String, ObjectNode> expected = new HashMap<>();
      for (ObjectNode object : providers.data(twin.provider()).objects(twin.collection())) {
        ObjectNode shown = twin.shown().apply(object);
        expected.put(Twins.Twin.identify(shown), shown);
      }
      for (String organization : organizations) {
        compare(organization, twin, expected, exact, wrong);
        compared += expected.size();
      }
    }
    return new Findings(compared, wrong);
  }

  private void compare(
      String organization,
      Twins.Twin twin,
      Map<String, ObjectNode> expected,
      boolean exact,
      Map<String, Set<String>> wrong)
      throws SQLException {
    Map<String, JsonNode> stored = stored(organization, twin);
    String when = exact ? " after a full pass" : " before the full pass";
    String name = organization + " " + twin.model() + " ";
    expected.forEach((id, object) -> {
      JsonNode record = stored.remove(id);
      if (record == null) {
        note(wrong, "records are there" + when, name + id);
      } else {
        difference(record, object)
            .ifPresent(
                what -> note(wrong, "records are as at the provider" + when, name + id + what));
      }
    });
    if (exact || !waitsForFullPass(organization, twin)) {
      stored.keySet().forEach(id -> note(wrong, "deleted records are gone" + when, name + id));
    }
  }

  private static void note(Map<String, Set<String>> wrong, String rule, String what) {
    wrong.computeIfAbsent(rule, name -> new TreeSet<>()).add(what);
  }

  private boolean waitsForFullPass(String organization, Twins.Twin twin) throws SQLException {
    return Rows.number(
            connection,
            """
            select count(*) from syncs
            where organization = ? and provider = ? and model = ?
              and full_pass_every_ms is not null
            """,
            organization,
            twin.provider(),
            twin.model())
        > 0;
  }

  private Map<String, JsonNode> stored(String organization, Twins.Twin twin) throws SQLException {
    Map<String, JsonNode> stored = new HashMap<>();
    Rows.list(
        connection,
        """
        select coalesce(exact, content::text) as json
        from records r join datasets d on d.id = r.dataset
        where d.organization = ? and d.provider = ? and d.model = ? and not r.deleted
        """,
        (ResultSet row) -> {
          JsonNode record = Trail.json(row.getString("json"));
          JsonNode other = stored.put(Twins.Twin.identify(record), record);
          if (other != null) {
            violations.add("one record of one object", twin.model() + ": " + record);
          }
          return record;
        },
        organization,
        twin.provider(),
        twin.model());
    return stored;
  }

  /** A record may have more fields than the object: those that the connector lifts out of it. */
  private static Optional<String> difference(JsonNode record, ObjectNode object) {
    List<String> differences = new ArrayList<>();
    object
        .properties()
        .forEach(field -> {
          JsonNode stored = record.path(field.getKey());
          if (!stored.equals(field.getValue())) {
            differences.add("%s: %s, not %s".formatted(field.getKey(), stored, field.getValue()));
          }
        });
    return differences.isEmpty() ? Optional.empty() : Optional.of(" " + differences);
  }

  /** The counts add up, and every run has one end. To be called when no node works. */
  void books(Ledger ledger) throws SQLException {
    none(
        "a run has an end",
        """
        select d.provider || ' ' || d.model || ' ' || r.id
        from runs r join datasets d on d.id = r.dataset left join syncs s on s.dataset = d.id
        where r.outcome is null and (s.run_id is distinct from r.id or s.run = 'queued')
        """);
    none("one run, one row", "select id from runs group by dataset, id having count(*) > 1");
    none(
        "nodes that stop give their runs back",
        "select organization || ' ' || model || ' ' || run from syncs where lease_until is not"
            + " null");
    none(
        "nodes that stop give their claims back",
        "select task_instance || ' by ' || picked_by from scheduled_tasks where picked");
    none(
        "what is to run is scheduled",
        """
        select s.organization || ' ' || s.model from syncs s
        where s.hold is null and not exists (
          select 1 from scheduled_tasks t
          where t.task_instance = concat_ws('/', s.organization, s.provider, s.model))
        """);
    none(
        "live tells the live records",
        """
        select d.organization || ' ' || d.model || ' tells ' || d.live || ' of ' || r.live
        from datasets d cross join lateral (
          select count(*) as live from records where dataset = d.id and not deleted) r
        where d.live <> r.live
        """);
    if (ledger.pruned() == 0) {
      none(
          "the runs' counts add up",
          """
          select d.organization || ' ' || d.model || ': ' || coalesce(r.total, 0) || ' of ' || d.live
          from datasets d cross join lateral (
            select sum(inserted - deleted) as total from runs where dataset = d.id) r
          where coalesce(r.total, 0) <> (
            select count(*) from records where dataset = d.id and not deleted)
          """);
    }
    for (Map.Entry<Long, Ledger.Dataset> entry : ledger.datasets().entrySet()) {
      long live =
          Rows.number(
              connection,
              "select count(*) from records where dataset = ? and not deleted",
              entry.getKey());
      if (live != entry.getValue().balance()) {
        violations.add(
            "the pages' counts add up",
            "dataset %d has %d records, but its pages %d"
                .formatted(entry.getKey(), live, entry.getValue().balance()));
      }
    }
  }

  private void none(String rule, String sql) throws SQLException {
    Rows.list(connection, sql, row -> row.getString(1))
        .forEach(found -> violations.add(rule, String.valueOf(found)));
  }

  /** Loses a record, spoils another, and counts a page twice. */
  void spoil() throws SQLException {
    Rows.change(
        connection,
        """
        delete from records where (dataset, key) = (
          select dataset, key from records where not deleted order by dataset, key limit 1)
        """);
    Rows.change(
        connection,
        """
        update records set content = content || '{"object": "spoilt"}', exact = null
        where (dataset, key) = (
          select r.dataset, r.key from records r join datasets d on d.id = r.dataset
          where not r.deleted and d.model = 'StripeCharge' order by r.dataset, r.key limit 1)
        """);
    Rows.change(
        connection,
        """
        update runs set inserted = 2 * inserted
        where number = (
          select r.number from runs r join datasets d on d.id = r.dataset
          where d.model = 'StripeInvoice' and r.inserted > 0 order by r.number limit 1)
        """);
  }
}
