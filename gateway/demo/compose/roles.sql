-- The two roles of the gateway. One reads and can change nothing; the other keeps the ledger and sees no customer.
create role scrim_reader login password 'reader';
grant usage on schema crm to scrim_reader;
grant select on all tables in schema crm to scrim_reader;

create role scrim_ledger login password 'ledger';
create schema ledger authorization scrim_ledger;
alter role scrim_ledger set search_path = ledger;
