import { GatewayError } from '../schema/terms/errors.ts';
import type { Asked } from './asked.ts';
import type { Gateway } from './gateway.ts';
import { toGraphQLError } from './http/errors.ts';
import type { JsonResult } from './http/respond.ts';
import { answer } from './pipeline.ts';

/** The answer as GraphQL says it, whatever door it was asked through. */
export async function resultOf(gateway: Gateway, asked: Asked): Promise<JsonResult> {
  try {
    const { data, errors, privacy } = await answer(gateway, asked);
    return {
      ...(data && { json: data }),
      ...(errors.length > 0 && { errors: errors.map((error) => toGraphQLError(error)) }),
      extensions: { privacy },
    };
  } catch (error) {
    // The record could not be made durable: nothing leaves but that.
    if (error instanceof GatewayError) return { errors: [toGraphQLError(error)] };
    throw error;
  }
}
