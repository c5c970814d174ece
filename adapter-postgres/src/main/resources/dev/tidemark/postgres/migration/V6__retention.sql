-- What it takes to let old rows go without looking at those that stay.

-- Runs in the order in which they ended. A run enters it once, when its row is written anew anyway.
create index runs_ended on runs (outcome_at, number) include (dataset) where outcome is not null;

create index remembered_triggers_expiry on remembered_triggers (until);

create table retention (
  what text primary key,
  at timestamptz not null,
  number bigint not null
);
comment on table retention is 'up to which run the datasets have been looked at, and for what';
