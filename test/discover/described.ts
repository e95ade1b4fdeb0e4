type Json = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const at = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const asked = (name: string, more: Json = {}): Json => ({ name, in: 'query', schema: { type: 'integer', ...more } });
const answers = (schema: Json): Json => ({
  responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
});
const object = (properties: Json): Json => ({ type: 'object', properties });
const list = (name: string): Json => ({ type: 'array', items: at(name) });

/** The description of an invented CRM, whose lists are paged in three ways. */
export const described = {
  openapi: '3.0.3',
  info: { title: 'Example CRM', version: '2' },
  servers: [{ url: '/api/v2' }],
  components: {
    securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Address: object({ street: text, city: text, postalCode: text }),
      Account: object({ id: { type: 'integer', format: 'int32' }, name: text, industry: text }),
      Contact: {
        ...object({
          id: { type: 'integer', format: 'int64' },
          full_name: text,
          email: { type: 'string', format: 'email' },
          mobilePhone: text,
          born: { type: 'string', format: 'date' },
          address: at('Address'),
          account: { allOf: [at('Account')], nullable: true },
          tags: { type: 'array', items: text },
          vip: { type: 'boolean' },
          'x-note': text,
          secret: { type: 'string', writeOnly: true },
        }),
        description: 'Somebody who buys.',
      },
      Deal: object({
        id: { type: 'string', format: 'uuid' },
        contact_id: { type: 'integer', format: 'int64' },
        amount: { type: 'number' },
        closedAt: { type: 'string', format: 'date-time' },
      }),
      Keyless: object({ text }),
    },
  },
  paths: {
    '/contacts': {
      parameters: [asked('page'), asked('per_page', { maximum: 2 })],
      get: {
        parameters: [{ name: 'email', in: 'query', schema: text }],
        ...answers(
          object({ data: list('Contact'), meta: object({ more: { type: 'boolean' }, total: { type: 'integer' } }) }),
        ),
      },
    },
    '/contacts/{contactId}': { get: answers(object({ data: at('Contact') })) },
    '/accounts': { get: answers(list('Account')) },
    '/deals': {
      get: {
        parameters: [asked('limit', { default: 3 }), asked('offset')],
        ...answers(object({ items: list('Deal'), total: { type: 'integer' } })),
      },
    },
    '/keyless': { get: answers(list('Keyless')) },
    '/accounts/{id}/notes': { get: answers(list('Keyless')) },
    '/status': { get: answers(object({ id: text, parts: list('Keyless') })) },
    '/health': { get: { responses: { 200: { description: 'ok' } } } },
  },
};
