/** An invented shop, in words that both servers take. All of its people are in ranges that nobody has. */
export const shopTables = [
  `create table clients (
    client_id int primary key,
    full_name varchar(80) not null,
    mobile_phone varchar(30),
    email varchar(120),
    date_of_birth date,
    national_id varchar(30),
    home_address varchar(200),
    city varchar(60),
    qx7_blob_ref varchar(60),
    password_hash varchar(100))`,
  `create table purchases (
    purchase_id int primary key,
    client_id int not null references clients (client_id),
    purchased_at timestamp not null,
    total_amount numeric(10, 2) not null,
    order_status varchar(20) not null)`,
  `create table settings (setting_id int primary key, setting_key varchar(40), setting_value varchar(200))`,
] as const;

/** What must leave in no other way than masked, or not at all. */
export const secrets = {
  phone: '15400001299',
  email: 'quentin.canary@example.com',
  birth: '1987-06-05',
  nationalId: '990101198706050017',
  address: 'Canary Lane 17',
  unsure: 'canary-unsure-77',
  password: 'canary-hash-99',
  setting: 'canary-setting-55',
} as const;

export const shopRows = [
  `insert into clients values
    (1, 'Quentin Canary', '${secrets.phone}', '${secrets.email}', '${secrets.birth}', '${secrets.nationalId}', '${secrets.address}', 'Utopia', '${secrets.unsure}', '${secrets.password}'),
    (2, 'Ada Example', '15400005678', 'ada@example.com', '1990-01-02', '990101199001020016', 'Nowhere 2', 'Utopia', 'zz-2', 'hash-2')`,
  `insert into purchases values (1, 1, '2026-03-04 05:06:07', 120.50, 'PAID'), (2, 2, '2026-05-06 07:08:09', 80.00, 'SENT')`,
  `insert into settings values (1, 'smtp_password', '${secrets.setting}')`,
] as const;
