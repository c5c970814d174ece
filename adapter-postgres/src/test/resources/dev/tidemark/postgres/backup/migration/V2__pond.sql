create table pond (depth int);
alter table gardens add column open boolean not null default true;
