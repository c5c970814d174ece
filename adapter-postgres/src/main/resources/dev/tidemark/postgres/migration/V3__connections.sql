-- What belongs to connections and is no fact of their syncs, and the keys that open the door. Free
-- text from outside is kept in a form that has neither U+0000 nor lone surrogates.

-- A session may begin before its connection exists, and outlive it.
create table setup_sessions (
  id text collate "C" primary key,
  number bigint generated always as identity,
  organization text collate "C" not null,
  provider text collate "C" not null,
  replaces boolean not null,
  progress text not null
    check (progress in ('waiting', 'away', 'returned', 'connected', 'failed')),
  verifier text,
  state_hash bytea check (length(state_hash) = 32),
  browser_hash bytea check (length(browser_hash) = 32),
  failure text,
  expires_at timestamptz not null,
  check (
    (verifier is not null) = (progress = 'away')
    and (state_hash is null) = (verifier is null)
    and (browser_hash is null) = (verifier is null)),
  check ((failure is not null) = (progress = 'failed'))
);
comment on column setup_sessions.number is 'the later it was added, the higher';
comment on column setup_sessions.verifier is 'of RFC 7636; worth nothing when the session is over';
-- For the limit of each connection.
create index setup_sessions_of_connection on setup_sessions (organization, provider, number);
create index setup_sessions_expiry on setup_sessions (expires_at);

create table connection_setups (
  organization text collate "C" not null,
  provider text collate "C" not null,
  mapping jsonb,
  webhook_confirmed_at timestamptz,
  delivered_at timestamptz,
  primary key (organization, provider),
  foreign key (organization, provider) references connections
);

-- Connections are not referred to: what they were sent is remembered when they are gone.
create table webhook_deliveries (
  organization text collate "C" not null,
  provider text collate "C" not null,
  id_hash bytea not null check (length(id_hash) = 32),
  until timestamptz not null,
  primary key (organization, provider, id_hash)
);
comment on column webhook_deliveries.id_hash is 'SHA-256 of an id of any length';
create index webhook_deliveries_expiry on webhook_deliveries (until);

create table api_keys (
  hash bytea primary key check (length(hash) = 32),
  id text collate "C" not null,
  organization text collate "C" not null,
  scopes text[] not null check (
    cardinality(scopes) > 0
    and scopes
      <@ array['integrations:read', 'integrations:manage', 'admin:read', 'admin:manage']),
  created_by text,
  created_at timestamptz not null
);
create index api_keys_by_id on api_keys (id);
