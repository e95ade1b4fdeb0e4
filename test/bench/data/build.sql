-- A shop in numbers: `bench.customers` of them, five times as many orders, three items to an order. Every value follows
-- from a row's number, so that each build is the same, and nobody has any of these names, phones or addresses.
create schema shop;

create table shop.customers (
  id integer primary key,
  name text not null,
  phone text not null,
  email text not null,
  birth_date date not null,
  city text not null,
  segment text not null,
  created_at timestamptz not null
);

create table shop.orders (
  id integer primary key,
  customer_id integer not null,
  placed_at timestamptz not null,
  status text not null,
  total numeric(12, 2) not null
);

create table shop.items (
  id integer primary key,
  order_id integer not null,
  product text not null,
  quantity integer not null,
  price numeric(12, 2) not null
);

-- Even numbers are Chinese: phones of the prefix 154, which the numbering plan has not opened. Odd ones have the numbers
-- that Ofcom keeps for drama. 100003 is prime, so no two of fewer customers came in one moment.
insert into shop.customers
select
  n,
  case when n % 2 = 0
    then (array['王','李','张','刘','陈','杨','黄','赵','吴','周','徐','孙','马','朱','胡','郭','欧阳','司马'])[1 + n / 2 % 18]
      || (array['芳','静','敏','雨桐','思琪','梦瑶','欣怡','诗涵','晓雯','伟','强','磊','建国','志强','浩然','子轩','宇航'])[1 + n / 2 % 17]
    else (array['Emma','Noah','Olivia','Liam','Ava','Lucas','Mia','Ethan','Zoë','Hugo','Ines','Jonas','Clara'])[1 + n / 2 % 13]
      || ' ' || (array['Whitfield','Okonjo','Lindqvist','Ferreira','Novak','Dubois','Keller','O''Hara','Marsh','Ilves','Byrne'])[1 + n / 2 % 11]
  end,
  case when n % 2 = 0
    then '154' || lpad(((n::bigint * 61803399 + 27182818) % 100000000)::text, 8, '0')
    else '+44 7700 900' || lpad((n / 2 % 1000)::text, 3, '0')
  end,
  (array['emma','noah','olivia','wang.fang','li.jing','chen.yutong','zhao.haoran'])[1 + n % 7] || '.' || n || '@example.com',
  date '1940-01-01' + (n::bigint * 7919 % 24000)::integer,
  (array['上海市','北京市','深圳市','广州市','杭州市','成都市','武汉市','西安市','青岛市','厦门市','Leeds','Bristol','Porto','Lyon',
         'Graz','Turku','Ghent','Cork','Malmö','Basel','Utrecht','Aarhus','Bergen','Tartu','Košice'])[1 + n % 25],
  (array['new','regular','loyal','premium','dormant'])[1 + n % 5],
  timestamptz '2020-01-01 00:00:00Z' + n::bigint * 48271 % 100003 * interval '1571 seconds'
from generate_series(1, current_setting('bench.customers')::integer) as n;

-- Five to a customer; the last two of every third go to the next one, who has seven.
insert into shop.orders
select
  n,
  case when (n - 1) / c >= 3 and ((n - 1) % c + 1) % 3 = 0 and (n - 1) % c + 1 < c then (n - 1) % c + 2 else (n - 1) % c + 1 end,
  timestamptz '2024-01-01 00:00:00Z' + n::bigint * 7907 % 500009 * interval '131 seconds',
  (array['PLACED','PAID','SHIPPED','DELIVERED','RETURNED'])[1 + n % 5],
  ((1000 + n::bigint * 7919 % 99000)::numeric / 100)::numeric(12, 2)
from (select current_setting('bench.customers')::integer as c) as scale, generate_series(1, 5 * c) as n;

-- One to five to an order.
insert into shop.items
select
  o.id * 5 + k,
  o.id,
  (array['Teapot','Umbrella','Notebook','Lamp','Kettle','Backpack','Scarf','Chessboard','Blanket','Compass','茶壶','雨伞','笔记本',
         '台灯','背包','围巾','棋盘','毛毯'])[1 + (o.id * 5 + k) % 18],
  1 + (o.id + k) % 4,
  ((199 + (o.id * 5 + k)::bigint * 6113 % 29900)::numeric / 100)::numeric(12, 2)
from shop.orders as o, generate_series(0, o.id % 5) as k;

alter table shop.orders add foreign key (customer_id) references shop.customers;
alter table shop.items add foreign key (order_id) references shop.orders;

create index on shop.customers (created_at, id);
create index on shop.customers (city, created_at, id);
create index on shop.orders (customer_id, placed_at, id);
create index on shop.items (order_id, id);
