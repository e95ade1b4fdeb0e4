-- After the rows: an index is built faster over a full table.
create index on crm.customers (phone);
create index on crm.feedbacks (customer_id);
create index on crm.feedbacks (at, id);
create index on crm.consents (customer_id, kind);
create index on shop.orders (customer_id);
create index on shop.orders (placed_at, id);
create index on shop.order_items (order_id);
create index on shop.activities (customer_id);
create index on shop.activities (at, id);
analyze crm.customers, crm.feedbacks, crm.consents, shop.orders, shop.order_items, shop.activities;
