-- What every run changes is checked by one function for each table. The server reads the text of
-- each check anew for each statement, which took longer than all else that it did to change a sync;
-- a function it reads once for each session, and of that only what the row at hand needs.

-- Who uses a table waits behind whoever waits to alter it, so that must not wait for long: it is
-- tried again.
set local lock_timeout = '3s';

create function sync_is_sound(s syncs) returns boolean immutable language plpgsql as $$
begin
  if s.token < 0 or s.failures < 0 or s.epoch < 1 then
    return false;
  end if;

  if s.run is null then
    if num_nonnulls(s.run_id, s.run_at, s.run_token, s.lease_until, s.run_attempt, s.resume_at,
        s.run_failure) > 0 then
      return false;
    end if;
  elsif num_nulls(s.run_id, s.run_at) > 0 then
    return false;
  elsif s.run in ('running', 'cancelling') then
    if num_nulls(s.run_token, s.lease_until, s.run_attempt) > 0
        or num_nonnulls(s.resume_at, s.run_failure) > 0 or s.run_token > s.token then
      return false;
    end if;
  elsif num_nonnulls(s.run_token, s.lease_until) > 0 then
    return false;
  elsif s.run = 'queued' then
    if num_nonnulls(s.run_attempt, s.resume_at, s.run_failure) > 0 then
      return false;
    end if;
  elsif s.run in ('waiting_rate_limit', 'waiting_retry') then
    if num_nulls(s.run_attempt, s.resume_at) > 0
        or (s.run_failure is null) = (s.run = 'waiting_retry') then
      return false;
    end if;
  else
    return false;
  end if;

  if s.outcome is null then
    if num_nonnulls(s.outcome_at, s.outcome_failure, s.last_succeeded_at) > 0 then
      return false;
    end if;
  elsif s.outcome_at is null
      or s.outcome not in ('succeeded', 'partial', 'failed', 'lost')
      or (s.outcome_failure is null) = (s.outcome in ('partial', 'failed'))
      or s.outcome = 'succeeded' and s.outcome_at is distinct from s.last_succeeded_at then
    return false;
  end if;

  if s.hold is null then
    if num_nonnulls(s.hold_at, s.hold_failure, s.hold_step) > 0 then
      return false;
    end if;
  elsif s.hold_at is null
      or s.hold not in ('paused', 'halted', 'awaiting_setup')
      or (s.hold_failure is null) = (s.hold = 'halted')
      or (s.hold_step is null) = (s.hold = 'awaiting_setup') then
    return false;
  end if;

  if s.schedule = 'every' then
    if s.every_seconds is null or s.every_seconds <= 0 or num_nonnulls(s.cron, s.cron_zone) > 0 then
      return false;
    end if;
  elsif s.schedule not in ('cron', 'manual')
      or s.every_seconds is not null
      or (s.cron is null) = (s.schedule = 'cron')
      or (s.cron is null) <> (s.cron_zone is null) then
    return false;
  end if;

  return s.mode in ('full', 'incremental') and coalesce(s.full_pass_every_ms, 1) > 0;
end $$;

create function run_is_sound(r runs) returns boolean immutable language plpgsql as $$
begin
  if r.attempts < 1 or least(r.inserted, r.updated, r.unchanged, r.deleted) < 0 then
    return false;
  elsif r.outcome is null then
    return num_nonnulls(r.outcome_at, r.outcome_failure) = 0;
  end if;
  return r.outcome_at is not null
    and r.outcome in ('succeeded', 'partial', 'failed', 'lost', 'cancelled')
    and (r.outcome_failure is not null) = (r.outcome in ('partial', 'failed'));
end $$;

do $$
declare
  old record;
begin
  for old in
    select conrelid::regclass as place, conname as name
    from pg_constraint
    where contype = 'c' and conrelid in ('syncs'::regclass, 'runs'::regclass)
  loop
    execute format('alter table %s drop constraint %I', old.place, old.name);
  end loop;
end $$;

-- The rows that there are have passed the same checks already; to look at all takes long.
alter table syncs add constraint sync_is_sound check (sync_is_sound(syncs)) not valid;
alter table runs add constraint run_is_sound check (run_is_sound(runs)) not valid;
