-- The connector catalogue's tools and their settings, what people changed, and what came of
-- triggers. Free text from outside is kept in a form that has neither U+0000 nor lone surrogates.

create table tools (
  slug text collate "C" primary key check (slug <> ''),
  name text not null,
  toolkit text collate "C" not null check (toolkit <> ''),
  present boolean not null,
  enabled boolean not null,
  slug_folded text collate "C" not null,
  name_folded text collate "C" not null
);
comment on table tools is 'every tool that was in the catalogue at some time';
comment on column tools.slug_folded is 'in lower case, as Java has it: databases differ in that';
create index tools_enabled on tools (slug) where present and enabled;
-- Any length fits a hash.
create index tools_of_toolkit on tools using hash (toolkit);

-- Toolkits that have tools in the catalogue.
create table toolkits (
  slug text collate "C" primary key,
  total int not null check (total > 0),
  enabled int not null,
  check (enabled between 0 and total)
);

-- One row at most.
create table tool_totals (
  one boolean primary key default true check (one),
  total int not null,
  enabled int not null,
  check (enabled between 0 and total)
);

create table audit_trail (
  number bigint generated always as identity primary key,
  at timestamptz not null,
  actor_key text not null,
  actor_organization text collate "C" not null,
  action text not null check (
    action in (
      'sync.triggered', 'sync.paused', 'sync.resumed', 'sync.settings_changed', 'tool.changed',
      'toolkit.changed')),
  target text not null,
  before jsonb not null,
  after jsonb not null
);
comment on column audit_trail.number is 'in the order in which the changes were committed';

create table remembered_triggers (
  owner text collate "C" not null,
  key text collate "C" not null,
  number bigint not null,
  full_asked boolean not null,
  run_id text not null,
  run_state text not null check (run_state in ('queued', 'running', 'waiting')),
  run_full boolean not null,
  joined boolean not null,
  until timestamptz not null,
  primary key (owner, key),
  unique (owner, number)
);
comment on column remembered_triggers.number is 'of its owner; the later, the higher';
