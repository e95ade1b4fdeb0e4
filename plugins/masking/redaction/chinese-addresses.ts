import { knownPlace } from '../places/chinese.ts';
import type { Found } from './span.ts';

/** They stand in no name of a place: where one stands, an address begins behind it. */
const glue =
  '的在到至是我你他她它您了吗呢就都也和与及请把被给往寄送住搬去从于为址向让叫个这那没不很已麻烦快递改派取件有于說请';
/** Where these characters do stand in names of places. */
const places =
  /成都|都江|新都|江都|丰都|于都|都匀|都昌|首都|都市|名都|和平|和田|呼和|颐和|人和|仁和|太和|泰和|永和|和谐|和睦|和顺|和县|和硕|祥和|中和|雍和|于洪|大有|富有|有色|至善|至诚|来宾|来安|来凤|那曲|那坡|上派|下派|派出|说法|件装|有家/;
const part = /[\p{Script=Han}a-z0-9·()#-]/u;
const longest = 40;

/** Numbers of houses, buildings, rooms. */
const number =
  /(?:附|第)?(?:[a-z]?\d{1,5}(?:[-之]\d{1,4})*[a-z]?|[一二三四五六七八九十百]{1,4}|[a-z]) ?(?:号院|号楼|號樓|号|號|弄|巷|栋|棟|幢|座|塔|单元|單元|室|楼|樓|层|層|户|戶|组|队|房|期|段|铺|舍|门(?!口|店|诊))(?!线|店|型|机|生)/y;
const anchors = new RegExp(number.source, 'g');
/** A room behind its building: `B座903`, `5栋801`. */
const room = / ?[-—]?[a-z]?\d{2,5}(?:[-]\d{1,4})?(?!\d)(?:室|房|户|号)?/y;
/** A building behind the number of its street. */
const building =
  /[\p{Script=Han}a-z0-9·]{0,12}?(?:大厦|大廈|广场|廣場|中心|公寓|小区|花园|花苑|家园|大楼|驿站|酒店|商城|写字楼|产业园|科技园|工业园|宿舍|国际|现代城|时代|天地|新城|城|苑|园|庭|府|院)/uy;
/** What a part of an address ends with. */
const unit =
  /(?:特别行政区|自治区|自治州|地区|省|市|区|區|县|縣|旗|开发区|街道|镇|鎮|乡|鄉|大道|大街|胡同|公路|路|街|道|巷|弄|里|村|屯|庄|段|条|线|小区|社区|花园|花苑|家园|公寓|大厦|大廈|大楼|广场|中心|新村|苑|园|庭|城|府|湾|郡|墅|公馆|国际|名都|宿舍|校区|大学|医院|产业园|科技园|工业园|四区|东里|西里|号院?|號|期|座)$/;
const unitWithin = new RegExp(unit.source.slice(0, -1));
const label =
  /(?:地址|住址|地點|住在|家住|现住|寄到|寄往|送到|送至|派送到|位于|搬到|发到|收货地|户籍|籍贯)[是为：: ]{0,3}$/;
const stop = /[，。；！？、,;!?\n\ue000：:“”"]/;

/** Chinese addresses that lead to a door: parts of a place, and a number behind them. A city by itself is no address. */
export function findChineseAddresses(text: string): readonly Found[] {
  const found: Found[] = [];
  for (const { index, 0: first } of text.matchAll(anchors)) {
    if (index < (found.at(-1)?.end ?? 0)) continue;
    const start = startOf(text, index, found.at(-1)?.end ?? 0);
    if (start === undefined) continue;
    const end = endOf(text, index + first.length);
    if (isAddress(text.slice(start, index), text.slice(index, end))) found.push({ start, end, kind: 'address' });
  }
  return [...found, ...findLabelled(text)];
}

/** Back over everything that a place is written with. */
function startOf(text: string, anchor: number, least: number): number | undefined {
  let at = anchor;
  while (at > least && anchor - at < longest && isPart(text, at - 1)) at--;
  const stretch = text.slice(at, anchor);
  const place = knownPlace(stretch);
  // 中山 of a 中山路 behind its district is no city.
  if (place !== undefined && !unit.test(stretch.slice(0, place))) return at + place;
  const head = /^[ ()#a-z0-9-]+/.exec(stretch)?.[0].length ?? 0;
  return stretch.length - head < 2 ? undefined : at + head;
}

const isPart = (text: string, at: number): boolean => {
  const character = text[at] ?? '';
  if (character === ' ') return part.test(text[at - 1] ?? '') && /\p{Script=Han}/u.test(text[at - 1] ?? '');
  return part.test(character) && (!glue.includes(character) || places.test(text.slice(Math.max(0, at - 1), at + 2)));
};

/** On over buildings and rooms. */
function endOf(text: string, from: number): number {
  let end = from;
  for (let count = 0; count < 10; count++) {
    const space = text[end] === ' ' && /[\p{Script=Han}a-z0-9]/u.test(text[end + 1] ?? '') ? 1 : 0;
    const next = stepOf(text, end + space);
    if (next === undefined) break;
    end = next;
  }
  return end;
}

function stepOf(text: string, at: number): number | undefined {
  for (const pattern of [number, room, building]) {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0];
    if (match === undefined || [...match].some((character) => glue.includes(character))) continue;
    // A telephone number behind a space is no room.
    if (pattern === room && text[at - 1] === ' ') continue;
    return at + match.length;
  }
  return undefined;
}

/** A street or an estate before the number; or a name with a building and a room. */
function isAddress(before: string, behind: string): boolean {
  const name = before.trim();
  if (/^\d{0,4}年?\d{0,2}月$/.test(name) || /月$/.test(name)) return false;
  if (unit.test(name))
    return name.length >= 3 && !/^[上下前后左右东西南北]?[一二三四五六七八九十]?[号路线里道]$/.test(name);
  const numbers = behind.match(/\d+|[一二三四五六七八九十]+/g) ?? [];
  return numbers.length >= 2 && unitWithin.test(name + behind) && /[栋棟幢座室楼单單]/.test(behind);
}

/** Behind a word for it an address needs no number. */
function findLabelled(text: string): readonly Found[] {
  return Array.from(text.matchAll(/(?:址|在|住|到|往|至|于|贯|籍|地)[是为：: ]{0,3}/g)).flatMap(
    ({ index, 0: match }) => {
      const at = index + match.length;
      if (!label.test(text.slice(Math.max(0, at - 10), at))) return [];
      const rest = text.slice(at, at + longest);
      const end = rest.search(stop);
      const line = (end < 0 ? rest : rest.slice(0, end)).replace(/[的那这就上下附近旁边门口等收吧呢了].*$/u, '');
      const known = knownPlace(line) === 0;
      return unit.test(line) && line.length >= (known ? 6 : 7) && (known || /[市区县镇乡].*[路街村区园苑]/.test(line))
        ? [{ start: at, end: at + line.length, kind: 'address' } as const]
        : [];
    },
  );
}
