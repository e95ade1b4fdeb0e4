-- One of the demo's two stores. They may lie in one database: no key of one points into the other.
create schema crm;

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
