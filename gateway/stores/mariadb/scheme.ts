import type { Scheme } from '../../postgres/address.ts';

/** MariaDB's addresses, whichever of the two servers is behind them. */
export const mariadbScheme: Scheme = { protocols: ['mariadb', 'mysql'], port: 3306 };
