export const tablesQuery = `
select table_name, table_type, table_comment, table_rows from information_schema.tables
where table_schema = ? and table_type in ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW') order by table_name`;

export const columnsQuery = `
select table_name, column_name, data_type, column_type, is_nullable, character_maximum_length, column_comment, column_key
from information_schema.columns where table_schema = ? and find_in_set('select', privileges) > 0
order by table_name, ordinal_position`;

export const indexesQuery = `
select table_name, index_name, column_name from information_schema.statistics
where table_schema = ? and non_unique = 0 and column_name is not null order by table_name, index_name, seq_in_index`;

export const foreignKeysQuery = `
select table_name, constraint_name, column_name, referenced_table_schema, referenced_table_name, referenced_column_name
from information_schema.key_column_usage where table_schema = ? and referenced_table_name is not null
order by table_name, constraint_name, ordinal_position`;
