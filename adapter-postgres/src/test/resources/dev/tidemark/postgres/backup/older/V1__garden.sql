-- A garden; it has all that makes a table hard to copy.
create table gardens (
  id bigint generated always as identity primary key,
  name text collate "C" not null unique
);
insert into gardens (name) values ('planted by the migration');

create sequence labels start 5;

create table beds (
  garden bigint not null references gardens,
  number int not null,
  "Select" text,
  soil jsonb,
  width numeric not null,
  area numeric generated always as (width * 2) stored,
  dug_at timestamptz,
  rest interval,
  weight double precision,
  photo bytea,
  tags text[],
  part_of int,
  primary key (garden, number),
  foreign key (garden, part_of) references beds
);

-- Counts what is planted: a copied row must not be counted twice.
create table counts (garden bigint primary key references gardens, beds int not null);
create function count_bed() returns trigger language plpgsql as $$
begin
  insert into counts values (new.garden, 1)
    on conflict (garden) do update set beds = counts.beds + 1;
  return new;
end
$$;
create trigger count_beds after insert on beds for each row execute function count_bed();

create table scheduled_tasks (
  task_instance text primary key,
  picked boolean not null,
  picked_by text,
  last_heartbeat timestamptz,
  version bigint not null
);
-- The end of this file has no line end.
create table a_leaf (bed_garden bigint, bed int, foreign key (bed_garden, bed) references beds);