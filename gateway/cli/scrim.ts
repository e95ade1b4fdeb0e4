#!/usr/bin/env node
import { processShell } from './process-shell.ts';
import { runScrim } from './program.ts';

process.exitCode = await runScrim(process.argv.slice(2), processShell());
