// For a process with little memory: reads everything of an API whose records are large, and says how many there were.
import { restStore } from '../../gateway/stores/rest.ts';
import { restAround } from './rest-around.ts';
import { optionsFor, resourceFor } from './rest-options.ts';
import { id } from './rest-one.ts';
import { read } from './listed.ts';
import { from, outColumn } from './tree.ts';

const [url = ''] = process.argv.slice(2);
const resources = { people: resourceFor('offset', 'people', [{ name: 'id' }], { items: 10 }) };
const store = restStore('crm', optionsFor(url, resources, { timeoutMs: 120_000, callTimeoutMs: 60_000 }), restAround());
const select = { ...from('', 'people', 't', { columns: [outColumn(id)] }), from: { table: 'people', alias: 't' } };
const rows = await read(store, store.prepare(select), []).catch(({ code }: { readonly code: string }) => code);
process.stdout.write(typeof rows === 'string' ? rows : String(rows.length));
await store.close();
