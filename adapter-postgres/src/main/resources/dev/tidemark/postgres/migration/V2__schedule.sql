-- When syncs are due, in the shape that db-scheduler works with.

-- Numbers every claim, so that nobody takes one claim for another, even if the sync was unscheduled
-- and scheduled in between.
create sequence scheduled_tasks_claims;

create table scheduled_tasks (
  task_name text collate "C" not null,
  task_instance text collate "C" not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  organization text collate "C" not null
    generated always as (split_part(task_instance, '/', 1)) stored,
  provider text collate "C" not null
    generated always as (split_part(task_instance, '/', 2)) stored,
  primary key (task_name, task_instance)
);
comment on column scheduled_tasks.task_instance is 'organization/provider/model';
comment on column scheduled_tasks.version is 'the number of the last claim; 0 before the first';

create index scheduled_tasks_due on scheduled_tasks (execution_time) where not picked;
-- What is claimed has a heartbeat.
create index scheduled_tasks_claimed on scheduled_tasks (last_heartbeat)
  where last_heartbeat is not null;
