create index on shop.orders (customer_id);
create index on shop.orders (placed_at, id);
create index on shop.order_items (order_id);
create index on shop.activities (customer_id);
create index on shop.activities (at, id);
analyze shop.orders, shop.order_items, shop.activities;
