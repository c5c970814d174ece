-- What happens to syncs, kept for readers who go on from the last event that they know.

-- No table is referred to. Events outlive their sync, and their connection: that it ended is one of
-- them. And whoever publishes one does so in a transaction that runs wait for, which therefore looks
-- up and locks no row for it. The primary key is the only index, and is added to at its end.
create table sync_events (
  xid xid8 not null default pg_current_xact_id(),
  number bigint generated always as identity,
  at timestamptz not null,
  organization text collate "C" not null,
  provider text collate "C" not null,
  model text collate "C" not null,
  event json not null,
  primary key (xid, number)
);
comment on table sync_events is
  'in the order of the key; read are only those whose transaction is older than all under way';
comment on column sync_events.xid is
  'the transaction: numbers alone would let readers pass by what is committed late';

-- One row.
create table event_log (
  one boolean primary key default true check (one),
  name bigint not null
    default (extract(epoch from clock_timestamp()) * 1000000)::bigint,
  gone_xid xid8 not null default '0',
  gone_number bigint not null default 0
);
comment on column event_log.name is
  'another one when the events have come from another server, where transactions count otherwise';
comment on column event_log.gone_number is 'with gone_xid: the last event that was let go';
insert into event_log default values;
