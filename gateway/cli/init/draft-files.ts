import type { Classified } from '../../../plugins/classification/discover/facts.ts';
import type { Rulebook } from '../../../plugins/classification/discover/rulebook.ts';
import { classify } from '../../../plugins/classification/discover/classify.ts';
import { senseTables } from '../../../plugins/classification/discover/sense-tables.ts';
import { draftOf } from '../../discover/draft/draft.ts';
import type { DrawnEntity } from '../../discover/draft/print.ts';
import type { Unmapped } from '../../discover/draft/model.ts';
import { entityTables, unreadOf } from '../discover/entity-tables.ts';
import type { ExaminedStore } from '../discover/examined.ts';
import { usualSchema } from '../discover/usual-schema.ts';
import { firstQuery } from './first-query.ts';
import { withMoments } from './moments.ts';
import { gatewayText, type Served } from './gateway-file.ts';
import { readers } from './opened.ts';
import { policyText } from './policy.ts';
import { reserve, waiting } from './reserved.ts';
import type { Files } from './write-files.ts';
import type { FileWords } from './words.ts';
import { remark } from './yaml-lines.ts';

export interface DraftedFiles {
  readonly files: Files;
  readonly classified: readonly Classified[];
  readonly entities: readonly DrawnEntity[];
  readonly unmapped: readonly Unmapped[];
  /** Somebody's first question, where there is anything to see. */
  readonly query: string | undefined;
  /** How many fields wait for somebody to look at them. */
  readonly waiting: number;
}

/** The three files for what was found. */
export function draftFiles(
  book: Rulebook,
  examined: ExaminedStore,
  served: Omit<Served, 'query'>,
  words: FileWords,
): DraftedFiles {
  const tables = entityTables(examined);
  const classified = reserve(withMoments(classify(book, tables), tables), tables, senseTables(book, tables));
  const head = `${remark('', words.catalogue).join('\n')}\n`;
  const drafting = { store: served.store, usual: usualSchema(examined), head, left: unreadOf(examined) };
  const { text, entities, unmapped } = draftOf(book, tables, classified, drafting);
  const query = firstQuery(readers, entities) ?? firstQuery(readers.slice(0, 1), entities);
  const fields = entities.flatMap((entity) => entity.fields);
  return {
    files: {
      'catalogue.yaml': text,
      'policy.yaml': policyText(entities, words),
      'gateway.yaml': gatewayText({ ...served, query: query ?? usual }, words),
    },
    classified,
    entities,
    unmapped,
    query,
    waiting: fields.filter(({ classified: { tier } }) => tier === waiting).length,
  };
}

const usual = '{ viewer { id roles purposes { id description } } }';
