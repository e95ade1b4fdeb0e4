import { registerHooks } from 'node:module';

/**
 * From now on whoever imports `original` gets `replacement`, save `replacement` itself. Only a process of the race does so:
 * the product has no switch for what is done here.
 */
export function replaceModule(original: URL, replacement: URL): void {
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      return found.url === original.href && context.parentURL !== replacement.href
        ? { ...found, url: replacement.href }
        : found;
    },
  });
}
