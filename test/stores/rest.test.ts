import { everyOperator, restContract } from './rest-contract.ts';

restContract('that can only list', { style: 'offset', told: () => ({}), more: { items: 50 } });
restContract('that filters and sorts', {
  style: 'token',
  told: everyOperator,
  more: {
    items: 20,
    byIds: { put: 'id.ids', join: '|', most: 2 },
    select: { put: 'fields', join: ',' },
    sortJoin: ',',
  },
});
