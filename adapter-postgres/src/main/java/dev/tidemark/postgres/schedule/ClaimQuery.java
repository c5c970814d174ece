package dev.tidemark.postgres.schedule;

/** How rows are chosen and claimed, in one statement. */
final class ClaimQuery {
  /**
   * Only so many of the oldest due rows are looked at, whatever the backlog; who has enough already
   * does not take up room among them.
   */
  static final String SQL =
      """
      with running as materialized (
        select organization, provider from syncs where lease_until > ?
        union all
        select organization, provider from scheduled_tasks
        where picked and last_heartbeat is not null
      ),
      organizations as materialized (
        select organization, count(*) as running from running group by organization
      ),
      connections as materialized (
        select organization, provider, count(*) as running from running
        group by organization, provider
      ),
      providers as materialized (
        select provider, count(*) as running from running group by provider
      ),
      ceiling as materialized (
        select least(?, greatest(1, ? / (count(*) + 1))) as most from organizations
      ),
      oldest as materialized (
        select task_instance, organization, provider, execution_time
        from scheduled_tasks
        where task_name = 'sync' and not picked and execution_time <= ?
          and provider not in (select provider from providers where running >= ?)
          and (organization, provider) not in (
            select organization, provider from connections where running >= ?)
          and organization not in (
            select organization from organizations where running >= (select most from ceiling))
        order by execution_time
        limit 1000
      ),
      in_connections as (
        select oldest.*, coalesce(running, 0) + row_number() over (
          partition by organization, provider order by execution_time) as nth
        from oldest left join connections using (organization, provider)
      ),
      in_organizations as (
        select task_instance, organization, provider, execution_time,
          coalesce(running, 0) + row_number() over (
            partition by organization order by execution_time) as turn
        from in_connections left join organizations using (organization)
        where nth <= ?
      ),
      in_providers as (
        select task_instance, execution_time, turn, coalesce(running, 0) + row_number() over (
          partition by provider order by turn, execution_time) as nth
        from in_organizations left join providers using (provider)
        where turn <= (select most from ceiling)
      ),
      chosen as (
        select task_instance from in_providers
        where nth <= ?
        order by turn, execution_time
        limit ?
      ),
      free as materialized (
        select task_instance from scheduled_tasks
        where task_name = 'sync' and task_instance = any (array(select task_instance from chosen))
          and not picked and execution_time <= ?
        for update skip locked
      )
      update scheduled_tasks
      set picked = true, picked_by = ?, last_heartbeat = ?,
          version = nextval('scheduled_tasks_claims')
      from free
      where task_name = 'sync' and scheduled_tasks.task_instance = free.task_instance
      returning scheduled_tasks.*
      """;

  private ClaimQuery() {}
}
