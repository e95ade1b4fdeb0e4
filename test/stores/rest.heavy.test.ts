import { everyOperator, keysAlone, restContract } from './rest-contract.ts';

restContract('that finds one record by its key', {
  style: 'page',
  told: keysAlone,
  more: { items: 5, byId: { path: '/page/TABLE/{key}', item: '/data' } },
});
restContract('that leads to its next page', { style: 'link', told: everyOperator, more: { items: 4, ties: true } });
restContract('that leads to its next page in a header', {
  style: 'header-link',
  told: everyOperator,
  more: { items: 1 },
});
