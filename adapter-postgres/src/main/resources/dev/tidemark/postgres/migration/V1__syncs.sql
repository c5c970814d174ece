-- Facts of connections and syncs, the history of runs, and the records. Text that lists are ordered
-- by has the collation "C": the order of its code points.

-- What a sync keeps current. It outlives the sync, as records and history do.
create table datasets (
  id bigint generated always as identity primary key,
  organization text collate "C" not null,
  provider text collate "C" not null,
  model text collate "C" not null,
  live bigint not null default 0 check (live >= 0),
  unique (organization, provider, model)
);
comment on column datasets.live is 'records that are not deleted';

create table connections (
  organization text collate "C" not null,
  provider text collate "C" not null,
  state text not null check (state in ('connecting', 'connected', 'needs_reauthorization')),
  reason text,
  connected_at timestamptz not null,
  primary key (organization, provider),
  check ((reason is not null) = (state = 'needs_reauthorization'))
);

create table syncs (
  dataset bigint primary key references datasets,
  organization text collate "C" not null,
  provider text collate "C" not null,
  model text collate "C" not null,

  schedule text not null check (schedule in ('every', 'cron', 'manual')),
  every_seconds bigint check (every_seconds > 0),
  cron text,
  cron_zone text,
  mode text not null check (mode in ('full', 'incremental')),
  full_pass_every_ms bigint check (full_pass_every_ms > 0),

  hold text check (hold in ('paused', 'halted', 'awaiting_setup')),
  hold_at timestamptz,
  hold_failure jsonb,
  hold_step text,

  run text check (
    run in ('queued', 'running', 'cancelling', 'waiting_rate_limit', 'waiting_retry')),
  run_id text,
  run_at timestamptz,
  run_full boolean,
  run_token bigint,
  lease_until timestamptz,
  run_attempt int,
  resume_at timestamptz,
  run_failure jsonb,

  outcome text check (outcome in ('succeeded', 'partial', 'failed', 'lost')),
  outcome_at timestamptz,
  outcome_failure jsonb,
  outcome_stored bigint,
  outcome_expected bigint,

  last_succeeded_at timestamptz,
  last_data_at timestamptz,
  scheduled_from timestamptz not null,
  checkpoint text,
  full_pass text,
  last_full_pass_at timestamptz,
  noticed_at timestamptz,
  token bigint not null check (token >= 0),
  failures int not null check (failures >= 0),
  epoch int not null check (epoch >= 1),

  unique (organization, provider, model),
  foreign key (organization, provider) references connections,
  check ((every_seconds is not null) = (schedule = 'every')),
  check ((cron is not null) = (schedule = 'cron') and (cron_zone is null) = (cron is null)),
  check ((hold_at is null) = (hold is null)),
  check ((hold_failure is not null) = (hold is not distinct from 'halted')),
  check ((hold_step is not null) = (hold is not distinct from 'awaiting_setup')),
  check ((run_id is null) = (run is null) and (run_at is null) = (run is null)),
  check ((lease_until is not null) = (coalesce(run, '') in ('running', 'cancelling'))),
  check ((run_token is null) = (lease_until is null) and run_token <= token),
  check ((resume_at is not null) = (coalesce(run, '') in ('waiting_rate_limit', 'waiting_retry'))),
  check ((run_attempt is not null) = (coalesce(run, 'queued') <> 'queued')),
  check ((run_failure is not null) = (run is not distinct from 'waiting_retry')),
  check ((outcome_at is null) = (outcome is null)),
  check ((outcome_failure is not null) = (coalesce(outcome, '') in ('partial', 'failed'))),
  check (outcome is distinct from 'succeeded' or outcome_at is not distinct from last_succeeded_at),
  check (outcome is not null or last_succeeded_at is null)
);
comment on table syncs is 'facts; every public word is derived from them when it is asked for';

-- Who works now: for lost runs, and for limits on what runs at the same time.
create index syncs_working on syncs (lease_until) include (organization, provider)
  where lease_until is not null;

create table runs (
  dataset bigint not null references datasets,
  number bigint generated always as identity,
  id text not null,
  full_pass boolean not null,
  started_at timestamptz not null,
  attempts int not null check (attempts >= 1),
  inserted bigint not null check (inserted >= 0),
  updated bigint not null check (updated >= 0),
  unchanged bigint not null check (unchanged >= 0),
  deleted bigint not null check (deleted >= 0),
  outcome text check (outcome in ('succeeded', 'partial', 'failed', 'lost', 'cancelled')),
  outcome_at timestamptz,
  outcome_failure jsonb,
  outcome_stored bigint,
  outcome_expected bigint,
  primary key (dataset, number),
  check ((outcome_at is null) = (outcome is null)),
  check ((outcome_failure is not null) = (coalesce(outcome, '') in ('partial', 'failed')))
);
-- At most one active run per sync.
create unique index runs_active on runs (dataset) where outcome is null;

create table records (
  dataset bigint not null references datasets,
  key text collate "C" not null,
  content jsonb,
  exact text,
  hash bytea not null check (length(hash) = 32),
  deleted boolean not null,
  changed_at timestamptz not null,
  generation text,
  primary key (dataset, key),
  check (content is not null or exact is not null)
);
comment on column records.exact is 'the text, where the content does not tell it, or jsonb cannot hold it';
comment on column records.hash is 'SHA-256 of the text';
comment on column records.generation is 'the full pass that saw it last';
