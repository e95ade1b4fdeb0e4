import type { Concern } from '../contract.ts';
import { decide } from './decide.ts';
import { grant } from './grant.ts';
import { lint } from './lint.ts';
import { type RolesSection, rolesSection } from './policy.ts';

/** What each role is given, for which purposes, on which rows, and up to which tier it is cleared. */
export const roles: Concern<RolesSection> = { name: 'roles', section: rolesSection, lint, grant, decide };
