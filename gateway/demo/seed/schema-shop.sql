create schema shop;

-- `customer_id` is a customer's number in the other store.
create table shop.orders (
  id integer primary key,
  customer_id integer not null,
  placed_at timestamptz not null,
  status text not null check (status in ('PLACED', 'PAID', 'SHIPPED', 'DELIVERED', 'RETURNED', 'CANCELLED')),
  carrier text,
  total numeric(12, 2) not null,
  currency text not null,
  shipping_address text
);

create table shop.order_items (
  id integer primary key,
  order_id integer not null references shop.orders,
  product text not null,
  quantity integer not null check (quantity > 0),
  unit_price numeric(12, 2) not null
);

create table shop.activities (
  id bigint primary key,
  customer_id integer not null,
  at timestamptz not null,
  kind text not null check (kind in ('LOGIN', 'VIEW', 'SEARCH', 'CART', 'CHECKOUT')),
  page text not null,
  device text not null,
  ip text not null
);
