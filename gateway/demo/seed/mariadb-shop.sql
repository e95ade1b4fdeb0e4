-- The demo's shop in MariaDB: made in the database that is in use. `customer_id` is a customer's number in the other store.
create table orders (
  id integer primary key,
  customer_id integer not null,
  placed_at datetime(6) not null,
  status enum('PLACED', 'PAID', 'SHIPPED', 'DELIVERED', 'RETURNED', 'CANCELLED') not null,
  carrier varchar(40),
  total decimal(12, 2) not null,
  currency char(3) not null,
  shipping_address varchar(200),
  index (customer_id),
  index (placed_at, id)
) character set utf8mb4;

create table order_items (
  id integer primary key,
  order_id integer not null references orders (id),
  product varchar(100) not null,
  quantity integer not null check (quantity > 0),
  unit_price decimal(12, 2) not null,
  index (order_id)
) character set utf8mb4;

create table activities (
  id bigint primary key,
  customer_id integer not null,
  at datetime(6) not null,
  kind enum('LOGIN', 'VIEW', 'SEARCH', 'CART', 'CHECKOUT') not null,
  page varchar(200) not null,
  device varchar(40) not null,
  ip varchar(45) not null,
  index (customer_id),
  index (at, id)
) character set utf8mb4;
