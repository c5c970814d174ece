-- What happens to syncs, kept for readers who go on from the last event that they know.

-- Numbers alone would let readers pass by what is committed late. So events are in the order of
-- places: a place is that of the event's transaction, or that of the newest transaction which is
-- over already, if this is higher. What a transaction under way adds has its own place at least, and
-- readers stop before the lowest of these. Of two transactions that change the same sync one waits
-- for the other: it adds the later event, even if it began first.
--
-- No table is referred to. Events outlive their sync, and their connection: that it ended is one of
-- them. And whoever publishes one does so in a transaction that runs wait for, which therefore looks
-- up and locks no row for it. The primary key is the only index, and is added to at its end.
create table sync_events (
  place bigint not null
    default greatest(
      pg_current_xact_id()::text::bigint,
      pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1),
  number bigint generated always as identity,
  at timestamptz not null,
  organization text collate "C" not null,
  provider text collate "C" not null,
  model text collate "C" not null,
  event json not null,
  primary key (place, number)
);
comment on table sync_events is 'in the order of the key; not to be read while older ones may come';

-- One row.
create table event_log (
  one boolean primary key default true check (one),
  name bigint not null
    default (extract(epoch from clock_timestamp()) * 1000000)::bigint,
  gone_place bigint not null default 0,
  gone_number bigint not null default 0
);
comment on column event_log.name is
  'another one when the events have come from another server, where transactions count otherwise';
comment on column event_log.gone_number is 'with gone_place: the last event that was let go';
insert into event_log default values;
