import { needs } from '../fixtures/servers.ts';
import { everyChannelElsewhere } from './matrix/elsewhere.ts';
import { shopInMariadb } from './shop-in-mariadb.ts';

everyChannelElsewhere('in a MariaDB', shopInMariadb, (await needs('postgres')) ?? (await needs('mariadb')));
