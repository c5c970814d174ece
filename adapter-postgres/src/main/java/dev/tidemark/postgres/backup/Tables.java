package dev.tidemark.postgres.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/** The tables of the database that are Tidemark's, and their sequences. */
final class Tables {
  /**
   * What is not the same in a restored database: nobody there has claimed anything, and events
   * after the backup did not happen.
   */
  private static final Map<String, String> RESTORED_AS =
      Map.of(
          "scheduled_tasks.picked", "false",
          "scheduled_tasks.picked_by", "null",
          "scheduled_tasks.last_heartbeat", "null",
          "event_log.name", "(extract(epoch from clock_timestamp()) * 1000000)::bigint");

  private static final String COLUMNS =
      """
      select c.relname, quote_ident(c.relname) as table_name, a.attname,
        quote_ident(a.attname) as column_name,
        exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = quote_ident(current_schema())::regnamespace
        and c.relkind in ('r', 'p') and not c.relispartition and c.relname = any (?)
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      order by c.relname, a.attnum
      """;

  private static final String REFERENCES =
      """
      select distinct child.relname as child, parent.relname as parent
      from pg_constraint f
        join pg_class child on child.oid = f.conrelid
        join pg_class parent on parent.oid = f.confrelid
      where f.contype = 'f' and f.conrelid <> f.confrelid
        and child.relnamespace = quote_ident(current_schema())::regnamespace
      order by child, parent
      """;

  private static final String SEQUENCES =
      """
      select quote_ident(s.relname) as sequence_name,
        case when c.oid is null then quote_literal(quote_ident(s.relname))
          else format('pg_get_serial_sequence(%L, %L)', quote_ident(c.relname), a.attname)
        end as restored_name
      from pg_class s
        left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid
          and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
        left join pg_class c on c.oid = d.refobjid
        left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
      where s.relkind = 'S' and s.relnamespace = quote_ident(current_schema())::regnamespace
        and coalesce(c.relname, s.relname) = any (?)
      order by s.relname
      """;

  private final Connection connection;
  private final Set<String> names;

  /**
   * Tables of others in the same schema are left alone.
   *
   * @param names of what the migrations made
   */
  Tables(Connection connection, Collection<String> names) {
    this.connection = connection;
    this.names = Set.copyOf(names);
  }

  /**
   * A table, its names quoted where SQL demands it.
   *
   * @param columns the names of those that are not generated
   * @param values what is restored, an expression for each column
   * @param triggers whether something happens when a row is added, which must not happen twice
   */
  record Table(String name, List<String> columns, List<String> values, boolean triggers) {
    String copyOut() {
      return "copy (select %s from %s) to stdout".formatted(String.join(", ", values), name);
    }

    String copyIn() {
      return "%s%s (%s) from stdin;".formatted(Format.COPY, name, String.join(", ", columns));
    }
  }

  /** In an order in which each comes after those it refers to. */
  List<Table> inOrder() throws SQLException {
    SequencedMap<String, Table> tables = tables();
    Map<String, Set<String>> parents = parents(tables.keySet());
    List<Table> ordered = new ArrayList<>();
    Set<String> done = new HashSet<>();
    while (ordered.size() < tables.size()) {
      List<String> next =
          tables.keySet().stream()
              .filter(name -> !done.contains(name))
              .filter(name -> done.containsAll(parents.getOrDefault(name, Set.of())))
              .toList();
      if (next.isEmpty()) {
        throw new BackupException(
            "Tables refer to each other in a circle: "
                + new TreeSet<>(parents.keySet().stream().filter(n -> !done.contains(n)).toList()));
      }
      for (String name : next) {
        ordered.add(tables.get(name));
      }
      done.addAll(next);
    }
    return ordered;
  }

  private SequencedMap<String, Table> tables() throws SQLException {
    SequencedMap<String, Table> tables = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString("relname");
          String tableName = rows.getString("table_name");
          boolean triggers = rows.getBoolean("triggers");
          Table table =
              tables.computeIfAbsent(
                  name,
                  any -> new Table(tableName, new ArrayList<>(), new ArrayList<>(), triggers));
          String column = rows.getString("column_name");
          table.columns().add(column);
          table
              .values()
              .add(RESTORED_AS.getOrDefault(name + "." + rows.getString("attname"), column));
        }
      }
    }
    return tables;
  }

  private Map<String, Set<String>> parents(Set<String> tables) throws SQLException {
    Map<String, Set<String>> parents = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(REFERENCES);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String parent = rows.getString("parent");
        if (tables.contains(parent)) {
          parents.computeIfAbsent(rows.getString("child"), any -> new HashSet<>()).add(parent);
        }
      }
    }
    return parents;
  }

  /**
   * Statements that set the sequences of another database to what these are now. A sequence knows
   * no snapshot: it may be ahead of the rows, never behind them.
   */
  List<String> sequences() throws SQLException {
    List<String> statements = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SEQUENCES)) {
      statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          statements.add(
              sequence(rows.getString("sequence_name"), rows.getString("restored_name")));
        }
      }
    }
    return statements;
  }

  private String sequence(String name, String restoredName) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select last_value, is_called from " + name);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return "select setval(%s, %d, %b);"
          .formatted(restoredName, row.getLong("last_value"), row.getBoolean("is_called"));
    }
  }
}
