-- The demo's two stores. They may lie in one database: no key of one points into the other.
create schema crm;
create schema shop;

create table crm.customers (
  id integer primary key,
  name text not null,
  gender text not null check (gender in ('FEMALE', 'MALE', 'OTHER')),
  birth_date date not null,
  national_id text,
  phone text not null,
  email text,
  address text,
  city text not null,
  region text not null,
  country text not null,
  bank_card text,
  segment text not null,
  created_at timestamptz not null
);

create table crm.feedbacks (
  id integer primary key,
  customer_id integer not null references crm.customers,
  at timestamptz not null,
  rating integer not null check (rating between 1 and 5),
  kind text not null check (kind in ('REVIEW', 'COMPLAINT')),
  text text not null
);

-- One row each time that somebody agreed; what they agreed to is over where it was withdrawn.
create table crm.consents (
  id integer primary key,
  customer_id integer not null references crm.customers,
  kind text not null check (kind in ('marketing', 'email', 'sharing', 'sensitive', 'export')),
  given_at timestamptz not null,
  withdrawn_at timestamptz check (withdrawn_at > given_at)
);

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
