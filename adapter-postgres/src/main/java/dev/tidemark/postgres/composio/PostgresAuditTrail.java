package dev.tidemark.postgres.composio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.application.audit.AuditTrail;
import dev.tidemark.domain.audit.Actor;
import dev.tidemark.domain.audit.AuditAction;
import dev.tidemark.domain.audit.Change;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.postgres.jdbc.Database;
import dev.tidemark.postgres.jdbc.Row;
import dev.tidemark.postgres.text.Exact;
import dev.tidemark.postgres.text.Json;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The changes that people made, on PostgreSQL. */
public final class PostgresAuditTrail implements AuditTrail {
  private static final Map<String, AuditAction> ACTIONS =
      Stream.of(AuditAction.values())
          .collect(Collectors.toUnmodifiableMap(AuditAction::word, Function.identity()));

  private final Database database;

  /** In that database. */
  public PostgresAuditTrail(Database database) {
    this.database = database;
  }

  @Override
  public void append(Change change) {
    database.perform(() -> {
      // Whoever reads on after a number would miss a lower one that is committed later.
      database.lock("audit trail");
      database.change(
          """
          insert into audit_trail (
            at, actor_key, actor_organization, action, target, before, after)
          values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
          """,
          change.at(),
          Exact.kept(change.actor().keyId()),
          change.actor().organization().value(),
          change.action().word(),
          Exact.kept(change.target()),
          json(change.before()),
          json(change.after()));
    });
  }

  @Override
  public List<Entry> list(long before, int limit) {
    return database.list(
        """
        select number, at, actor_key, actor_organization, action, target, before, after
        from audit_trail
        where number < ?
        order by number desc
        limit ?
        """,
        row -> new Entry(row.number("number"), read(row)),
        before,
        limit);
  }

  private static Change read(Row row) throws SQLException {
    return new Change(
        row.instant("at"),
        new Actor(
            Exact.told(row.text("actor_key")), new OrganizationId(row.text("actor_organization"))),
        action(row.text("action")),
        Exact.told(row.text("target")),
        map(row.text("before")),
        map(row.text("after")));
  }

  private static AuditAction action(String word) {
    AuditAction action = ACTIONS.get(word);
    if (action == null) {
      throw new IllegalStateException("no action is called " + word);
    }
    return action;
  }

  private static String json(Map<String, String> values) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    values.forEach((name, value) -> object.put(Exact.kept(name), Exact.kept(value)));
    return Json.write(object);
  }

  private static Map<String, String> map(String json) {
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : Json.read(json).properties()) {
      values.put(Exact.told(each.getKey()), Exact.told(each.getValue().textValue()));
    }
    return values;
  }
}
