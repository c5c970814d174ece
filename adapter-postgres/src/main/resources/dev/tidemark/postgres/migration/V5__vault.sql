-- Credentials, which the database only ever sees encrypted.

create table credentials (
  organization text collate "C" not null,
  provider text collate "C" not null,
  key_id bigint not null check (key_id between 0 and 4294967295),
  sealed bytea not null,
  primary key (organization, provider),
  foreign key (organization, provider) references connections on delete cascade
);
comment on column credentials.key_id is 'the key that encrypted it';
comment on column credentials.sealed is
  'the fields as JSON, encrypted and bound to organization/provider';
-- For a change of keys: what is left to be encrypted anew, and which keys are in use at all.
create index credentials_key on credentials (key_id, organization, provider);

-- One row, from the first start on: which keys belong to this database.
create table vault_check (
  one boolean primary key default true check (one),
  key_id bigint not null check (key_id between 0 and 4294967295),
  sealed bytea not null,
  rotating boolean not null default false
);
comment on column vault_check.key_id is 'the key that every node encrypts with';
comment on column vault_check.sealed is 'a known text, encrypted with that key';
comment on column vault_check.rotating is 'some credentials may still be encrypted with an older key';
