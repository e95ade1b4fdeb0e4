import { z } from 'zod';
import { withDefaultLadders } from '../../schema/terms/semantics/index.ts';
import { grantBlock } from '../grants/block.ts';

const role = z.strictObject({
  description: z.string().min(1),
  tier: z.string().describe('The most sensitive tier that this role is cleared for.'),
  grants: z.array(grantBlock),
});

export const rolesSection = z.strictObject({
  tiers: z.array(z.string()),
  purposes: z.record(z.string(), z.unknown()),
  ladders: z
    .record(z.string(), z.unknown())
    .default({})
    .transform(withDefaultLadders<unknown>),
  partners: z.record(z.string(), z.unknown()).default({}),
  roles: z.record(z.string().min(1), role).default({}).describe('Who may see what, for which purpose.'),
});

export type RolesSection = z.infer<typeof rolesSection>;
