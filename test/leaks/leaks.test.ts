// One file for all channels: they ask the same two gateways, which are dear to open.
import './caches.ts';
import './documents.ts';
import './schemas.ts';
import './nonexistent.ts';
import './filters.ts';
import './injections.ts';
import './pages.ts';
import './shapes.ts';
import './stores.ts';
import './ids.ts';
import './errors.ts';
import './doors.ts';
import './whole.ts';
