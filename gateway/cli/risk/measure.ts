import { type Classes, classCounter } from '../../../plugins/risk/classes.ts';
import { joined, marksOf, noMark, numberOf } from '../../../plugins/risk/marks.ts';
import { measuresOf } from '../../../plugins/risk/measures.ts';
import { cellOf } from '../../execute/fetch.ts';
import type { Enforced } from '../../execute/enforce.ts';
import type { Reading } from './reading.ts';
import type { EntityRisk, FieldRisk, Told } from './report.ts';
import { seenIn } from './seen.ts';
import type { Shown, Showing } from './shown.ts';

export interface Bounds {
  /** The rows there are. */
  readonly rows: number;
  /** Read so many rows, chosen by chance. */
  readonly sample?: number | undefined;
  readonly population?: number | undefined;
  /** Told how many of how many rows were read. */
  readonly progress: (read: number, of: number) => void;
  readonly random: (bytes: number) => Uint8Array;
}

/** All variants together keep so many classes. */
const keptClasses = 2_000_000;

/** Without a sample no more rows than this are read. */
export const mostRows = 5_000_000;

/** Measures one entity. Of a value nothing is kept but its mark. */
export async function measured(reading: Reading, showing: Showing, bounds: Bounds): Promise<EntityRisk> {
  const { shown, left, view } = showing;
  const { rows } = bounds;
  const isSample = bounds.sample !== undefined && bounds.sample < rows;
  const counting = countingOf(showing, bounds.random(32));
  let read = 0;
  for await (const page of reading.pages(isSample ? bounds.sample : undefined)) {
    counting.add(page);
    read += page.kept.length;
    bounds.progress(read, isSample ? (bounds.sample ?? rows) : rows);
  }
  const { population } = bounds;
  const { whole, people, only, without, stepped } = counting.counted();
  return {
    entity: view.entity.name,
    rows: isSample ? rows : read,
    ...(isSample && { sample: read }),
    ...(people && { people: Math.round(people.kept.length / people.share) }),
    ...(population !== undefined && { population }),
    kept: whole.share,
    measures: measuresOf(whole, { ...(isSample && { of: rows }), ...(population !== undefined && { population }) }),
    fields: shown
      .map((one, at) => fieldRisk(one, { only: only[at], without: without[at], stepped: stepped[at] }))
      .sort(mostTelling),
    left,
  };
}

/** What is left without it tells most; where everybody stands alone anyway, what it tells by itself. */
const mostTelling = (a: FieldRisk, b: FieldRisk): number =>
  a.without.alone - b.without.alone || b.only.alone - a.only.alone || b.only.marketer - a.only.marketer;

type Variants = Readonly<Record<'only' | 'without' | 'stepped', Classes | undefined>>;

function fieldRisk({ name, view, steps }: Shown, { only, without, stepped }: Variants): FieldRisk {
  const [first] = view.cases;
  return {
    field: name,
    disclosure: view.cases.length > 1 ? 'conditional' : (first?.disclosure ?? 'withheld'),
    technique: view.cases.map(({ technique }) => technique).join(', '),
    only: toldOf(only),
    without: toldOf(without),
    step: {
      technique: [...new Set(steps.map(({ technique }) => technique))].join(', '),
      measured: steps.every(({ nothing, mask }) => nothing || mask !== undefined),
      ...toldOf(stepped),
    },
  };
}

function toldOf(classes: Classes | undefined): Told {
  if (!classes) throw new Error('each field has its own counts');
  const { alone, marketer } = measuresOf(classes);
  return { alone: alone.share, marketer: marketer.share };
}

interface Counted {
  readonly whole: Classes;
  readonly people: Classes | undefined;
  readonly only: readonly Classes[];
  readonly without: readonly Classes[];
  readonly stepped: readonly Classes[];
}

/** Counts classes by all that is shown, by one field alone, by all but one field, and by all with one field a step further up. */
function countingOf({ shown, view }: Showing, key: Uint8Array) {
  const mark = marksOf(key);
  const most = Math.max(1000, Math.floor(keptClasses / (3 * shown.length + 2)));
  const whole = classCounter(most);
  const people = view.entity.subject && view.entity.subject.length > 0 ? classCounter(most) : undefined;
  const only = shown.map(() => classCounter(most));
  const without = shown.map(() => classCounter(most));
  const stepped = shown.map(() => classCounter(most));
  const add = (page: Enforced): void => {
    const looks = shown.map((one) => seenIn(page, one));
    const subject = page.block.bound.fetch.subject?.column;
    for (const row of page.kept) {
      const person = people
        ? numberOf(mark('person', subject === undefined ? null : cellOf(page.block, row, subject)))
        : undefined;
      const seen = looks.map((look) => look(row));
      const marks = seen.map(({ now }, at) => mark(`${at}`, now));
      const all = marks.reduce(joined, noMark);
      whole.add(numberOf(all), person);
      if (person !== undefined) people?.add(person);
      for (const [at, { now, next }] of seen.entries()) {
        const own = marks[at] ?? noMark;
        const rest = joined(all, own);
        only[at]?.add(numberOf(own), person);
        without[at]?.add(numberOf(rest), person);
        stepped[at]?.add(numberOf(next === now ? all : joined(rest, mark(`${at}`, next))), person);
      }
    }
  };
  const counted = (): Counted => ({
    whole: whole.classes(),
    people: people?.classes(),
    only: only.map((one) => one.classes()),
    without: without.map((one) => one.classes()),
    stepped: stepped.map((one) => one.classes()),
  });
  return { add, counted };
}
