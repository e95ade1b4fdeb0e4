-- The account of the gateway: it reads and can change nothing.
create user scrim_reader@'%' identified by 'reader';
grant select on shop.* to scrim_reader@'%';
