package dev.tidemark.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.tidemark.postgres.jdbc.Database;
import java.util.List;

/** Tens of thousands of rows for every table that grows. */
public final class ManyRows {
  /** Organizations {@code org_1} to {@code org_2000}, each with {@code p1} to {@code p10}. */
  private static final String CONNECTIONS =
      """
      insert into connections (organization, provider, state, connected_at)
      select 'org_' || o, 'p' || p, 'connected', now()
      from generate_series(1, 2000) o, generate_series(1, 10) p
      """;

  /** Each connection has models {@code M1} and {@code M2}. */
  private static final String DATASETS =
      """
      insert into datasets (organization, provider, model, live)
      select organization, provider, 'M' || m, 2500
      from connections, generate_series(1, 2) m
      """;

  /** One in a hundred runs, and one of them in twenty is lost. */
  private static final String SYNCS =
      """
      insert into syncs (
        dataset, organization, provider, model, schedule, every_seconds, mode, outcome,
        outcome_at, last_succeeded_at, scheduled_from, token, failures, epoch,
        run, run_id, run_at, run_attempt, run_token, lease_until)
      select id, organization, provider, model, 'every', 3600, 'incremental', 'succeeded',
        now(), now(), now(), 1, 0, 1,
        case when works then 'running' end, case when works then 'r' end,
        case when works then now() end, case when works then 1 end, case when works then 1 end,
        case when works then now() + (id % 2000 - 100) * interval '1 h' + id * interval '1 ms' end
      from datasets, lateral (select id % 100 = 1 and organization <> 'org_7' as works) w
      """;

  /** One of each sync, and 5000 of one, hour by hour; the last ended an hour ago. */
  private static final String RUNS =
      """
      insert into runs (
        dataset, id, full_pass, started_at, attempts, inserted, updated, unchanged, deleted,
        outcome, outcome_at)
      select dataset, 'r' || n, false, ended, 1, 0, 0, 0, 0, 'succeeded', ended
      from (
          select dataset, n from syncs, generate_series(1, 4999) n
          where organization = 'org_7' and provider = 'p3' and model = 'M2'
          union all
          select dataset, 5000 from syncs) numbered,
        lateral (select now() - (5001 - n) * interval '1 h' as ended) time
      order by n
      """;

  /** Of the syncs of one organization. */
  private static final String RECORDS =
      """
      insert into records (dataset, key, content, hash, deleted, changed_at, generation)
      select id, 'k' || n, '{"a":1}', sha256('{"a":1}'), false, now(), 'r0'
      from datasets, generate_series(1, 2500) n
      where organization = 'org_7'
      """;

  /** One in a hundred is due, one in a hundred is claimed. */
  private static final String SCHEDULED_TASKS =
      """
      insert into scheduled_tasks (
        task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
      select 'sync', organization || '/' || provider || '/' || model,
        now() + (case when id % 100 = 2 then -1 else 1 end) * id * interval '1 s',
        claimed, case when claimed then 'node' || id % 3 end, case when claimed then now() end, 1
      from datasets, lateral (select id % 100 = 1 as claimed) c
      """;

  private static final String CREDENTIALS =
      """
      insert into credentials (organization, provider, key_id, sealed)
      select organization, provider, 1, '\\x00' from connections
      """;

  private static final String CONNECTION_SETUPS =
      """
      insert into connection_setups (organization, provider)
      select organization, provider from connections
      """;

  private static final String API_KEYS =
      """
      insert into api_keys (hash, id, organization, scopes, created_at)
      select sha256(n::text::bytea), 'key_' || n, 'org_' || n, array['admin:read'], now()
      from generate_series(1, 20000) n
      """;

  /** Each ends a minute after the one before, the last in ten days. */
  private static final String SETUP_SESSIONS =
      """
      insert into setup_sessions (id, organization, provider, replaces, progress, expires_at)
      select 'sess_0123456789_' || n, 'org_' || n / 20, 'slack', false, 'waiting',
        now() + (n - 5600) * interval '1 min'
      from generate_series(1, 20000) n
      """;

  private static final String WEBHOOK_DELIVERIES =
      """
      insert into webhook_deliveries (organization, provider, id_hash, until)
      select 'org_' || n % 50, 'stripe', sha256(n::text::bytea), now() + (n - 5600) * interval '1 min'
      from generate_series(1, 20000) n
      """;

  private static final String REMEMBERED_TRIGGERS =
      """
      insert into remembered_triggers (
        owner, key, number, full_asked, run_id, run_state, run_full, joined, until)
      select 'key_' || n % 4, 'k' || n, n, false, 'run', 'queued', false, false,
        now() + (n - 5600) * interval '1 min'
      from generate_series(1, 20000) n
      """;

  private static final String AUDIT_TRAIL =
      """
      insert into audit_trail (at, actor_key, actor_organization, action, target, before, after)
      select now() - (20000 - n) * interval '1 h', 'key_1', 'org_demo', 'tool.changed',
        'TOOL_' || n, '{}', '{}'
      from generate_series(1, 20000) n
      """;

  /** A hundred of each transaction, minute by minute. */
  private static final String SYNC_EVENTS =
      """
      insert into sync_events (place, at, organization, provider, model, event)
      select n / 100, now() - (20000 - n) * interval '1 min', 'org_' || n % 50, 'p1', 'M1',
        '{"what":"began","full":false,"run":"r"}'
      from generate_series(1, 20000) n
      order by n
      """;

  private ManyRows() {}

  /** Fills a database that is empty, however long that takes. */
  public static void fill(DatabaseAddress address) {
    try (HikariDataSource pool = DatabasePool.openAsItIs(address)) {
      fill(new Database(pool));
    }
  }

  private static void fill(Database database) {
    List.of(
            CONNECTIONS,
            DATASETS,
            SYNCS,
            RUNS,
            RECORDS,
            SCHEDULED_TASKS,
            CREDENTIALS,
            CONNECTION_SETUPS,
            API_KEYS,
            SETUP_SESSIONS,
            WEBHOOK_DELIVERIES,
            REMEMBERED_TRIGGERS,
            AUDIT_TRAIL,
            SYNC_EVENTS)
        .forEach(database::change);
    fillTools(database);
    database.change("vacuum analyze");
  }

  /** 20 000 tools in 400 toolkits, of which a hundredth is gone and a tenth enabled. */
  public static void fillTools(Database database) {
    List.of(
            """
            insert into tools (slug, name, toolkit, present, enabled, slug_folded, name_folded)
            select 'TOOL_' || lpad(n::text, 6, '0'), 'Tool ' || n, 'kit' || n % 400,
              n % 100 > 0, n % 10 = 0, 'tool_' || lpad(n::text, 6, '0'), 'tool ' || n
            from generate_series(1, 20000) n
            """,
            """
            insert into toolkits (slug, total, enabled)
            select toolkit, count(*), count(*) filter (where enabled)
            from tools
            where present
            group by toolkit
            """,
            "insert into tool_totals (total, enabled) select sum(total), sum(enabled) from"
                + " toolkits",
            "analyze tools, toolkits")
        .forEach(database::change);
  }
}
