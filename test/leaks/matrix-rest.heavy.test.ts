import { needs } from '../fixtures/servers.ts';
import { everyChannelElsewhere } from './matrix/elsewhere.ts';
import { shopBehindApi } from './shop-behind-api.ts';

everyChannelElsewhere('behind a JSON API', shopBehindApi, await needs('postgres'), { schemas: 'smaller' });
