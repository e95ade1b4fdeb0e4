import type { Disclosure } from '../../../schema/terms/disclosure.ts';

/** How much of a semantic type the two roles that read start with; what is not said is not granted. */
export interface Start {
  readonly support?: Exclude<Disclosure, 'denied'>;
  readonly analyst?: Exclude<Disclosure, 'denied'>;
}

const open: Start = { support: 'clear', analyst: 'clear' };
/** Customer service knows whom it talks to; who counts does not. */
const named: Start = { support: 'clear', analyst: 'withheld' };
/** Enough to make sure that one talks of the same number or place. */
const reached: Start = { support: 'reduced', analyst: 'withheld' };
const coarse: Start = { support: 'reduced', analyst: 'reduced' };
const dated: Start = { support: 'clear', analyst: 'reduced' };
/** Told that there is one, and no more. */
const paper: Start = { support: 'withheld' };
/** GDPR Art. 9 and 10, PIPL Art. 28, and secrets: nobody reads them for these purposes. */
const closed: Start = {};

/** By semantic type, each that `schema/terms/semantics` has, and `id`: a test holds the two together. */
export const disclosures: Readonly<Record<string, Start>> = {
  id: { support: 'clear', analyst: 'replaced' },
  plain: open,

  'person-name': named,
  'family-name': named,
  'given-name': named,
  username: named,
  'birth-date': coarse,
  age: coarse,
  gender: { analyst: 'clear' },
  nationality: closed,
  ethnicity: closed,
  religion: closed,
  'marital-status': closed,
  'sexual-orientation': closed,
  'political-opinion': closed,
  'trade-union': closed,
  education: closed,
  occupation: closed,
  employer: closed,
  health: closed,
  biometric: closed,
  genetic: closed,
  'criminal-record': closed,
  date: dated,
  datetime: dated,
  moment: dated,

  phone: reached,
  landline: reached,
  email: reached,
  'social-account': { support: 'withheld', analyst: 'withheld' },
  address: reached,
  city: open,
  region: open,
  country: open,
  'postal-code': coarse,
  latitude: { analyst: 'reduced' },
  longitude: { analyst: 'reduced' },
  'geo-coordinates': { analyst: 'reduced' },

  'national-id': paper,
  passport: paper,
  'travel-permit': paper,
  'drivers-licence': paper,
  'social-security': paper,
  ssn: paper,
  'tax-id': paper,
  'social-credit-code': named,
  'licence-plate': { support: 'reduced' },
  vin: { support: 'reduced' },

  'bank-card': { support: 'reduced' },
  'bank-account': { support: 'reduced' },
  iban: { support: 'reduced' },
  'card-security-code': closed,
  salary: { analyst: 'reduced' },
  amount: open,
  balance: { support: 'clear', analyst: 'reduced' },
  price: open,
  currency: open,
  quantity: open,
  'credit-score': { analyst: 'reduced' },
  'order-number': { support: 'clear', analyst: 'replaced' },

  'ip-address': { analyst: 'reduced' },
  mac: closed,
  'device-id': closed,
  'session-id': closed,
  url: open,
  'user-agent': { analyst: 'reduced' },
  password: closed,
  secret: closed,
  pin: closed,
  'verification-code': closed,
  token: closed,
  cookie: closed,
  'free-text': reached,
  json: closed,
  file: closed,
};
