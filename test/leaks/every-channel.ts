// One file for all channels: they ask the same two gateways, which are dear to open.
import { beforeAll } from 'vitest';
import { leakGateway } from './gateway.ts';
import './caches.ts';
import './documents.ts';
import './schemas.ts';
import './nonexistent.ts';
import './filters.ts';
import './echoes.ts';
import './injections.ts';
import './pages.ts';
import './shapes.ts';
import './stores.ts';
import './ids.ts';
import './errors.ts';
import './doors.ts';
import './whole.ts';

beforeAll(() => Promise.all([leakGateway('a'), leakGateway('b')]).then(() => undefined), 120_000);
