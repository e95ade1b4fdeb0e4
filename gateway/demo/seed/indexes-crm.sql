-- After the rows: an index is built faster over a full table.
create index on crm.customers (phone);
create index on crm.feedbacks (customer_id);
create index on crm.feedbacks (at, id);
create index on crm.consents (customer_id, kind);
analyze crm.customers, crm.feedbacks, crm.consents;
