import { type ErrorCode, type ErrorDetails, GatewayError } from '../../schema/terms/errors.ts';

/**
 * A request that is no GraphQL-over-HTTP request at all. Its status holds whatever media type the client accepts,
 * where that of other errors gives way to 200 under `application/json`.
 */
export class RequestRefused extends GatewayError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, more: Partial<RefusalMore> = {}) {
    super(more.code ?? 'BAD_USER_INPUT', message, more.details ?? {});
    this.name = 'RequestRefused';
    this.status = status;
    this.headers = more.headers ?? {};
  }
}

interface RefusalMore {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly headers: Readonly<Record<string, string>>;
}
