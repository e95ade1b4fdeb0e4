import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const fileNames = ['catalogue.yaml', 'policy.yaml', 'gateway.yaml'] as const;
export type Files = Readonly<Record<(typeof fileNames)[number], string>>;

/** Those that are in a folder already. */
export async function filesThere(folder: string): Promise<readonly string[]> {
  const found = await Promise.all(
    fileNames.map((name) =>
      access(join(folder, name)).then(
        () => [name],
        () => [],
      ),
    ),
  );
  return found.flat();
}

/**
 * Writes the three files: each whole under another name first, so that whoever stops on the way leaves nothing that could
 * be taken for a configuration. Beside them the data folder, which keeps itself out of a repository.
 */
export async function writeFiles(folder: string, data: string, files: Files): Promise<void> {
  await mkdir(folder, { recursive: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  await writeFile(join(data, '.gitignore'), '*\n');
  const draft = (name: string): string => join(folder, `.${name}.draft`);
  try {
    for (const name of fileNames) await writeFile(draft(name), files[name]);
    for (const name of fileNames) await rename(draft(name), join(folder, name));
  } finally {
    for (const name of fileNames) await rm(draft(name), { force: true });
  }
}
