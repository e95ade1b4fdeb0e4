import type { Found } from './span.ts';

/** Browsers stop at about two thousand. */
const url = /(?<![a-z0-9])(?:https?:\/\/|www\.)[^\s<>"'`，。；！？、（）【】《》\ue000\u4e00-\u9fff]{3,2000}/g;

/** Where the path is a person. */
const networks =
  'github|gitlab|gitee|twitter|x|instagram|facebook|fb|linkedin|tiktok|t|vk|snapchat|pinterest|reddit|medium|youtube|twitch|soundcloud|steamcommunity|weibo|zhihu|douyin|xiaohongshu|bilibili|douban|kuaishou|paypal|venmo|calendly';
const bare = new RegExp(
  `(?<![a-z0-9@./-])(?:[a-z]{1,10}\\.)?(?:${networks})\\.(?:com|me|net|cn|io|tv)/[a-z0-9@_.%~/-]{2,200}`,
  'g',
);
const network = new RegExp(`^(?:https?://)?(?:[a-z]{1,10}\\.)?(?:${networks})\\.(?:com|me|net|cn|io|tv)/`);
/** Pages of such a network that are nobody's. */
const common =
  /\/(?:about|help|login|search|explore|hashtag|legal|privacy|terms|watch|home|settings|features|pricing)\b/;
/** A path or a question that says whose it is. */
const personal =
  /\/(?:u|user|users|people|person|profile|profiles|member|members|in|space|home|customer|customers|account|accounts|author|~)\/[^/?#]{2}|\/[@~][a-z0-9]|[?&](?:e-?mail|phone|mobile|tel|name|user|username|user_?id|uid|token|session|id_?card|customer_?id|account)=[^&]/;

/** Addresses of pages that belong to somebody: a profile, a handle, an account in the question. Those of a shop's pages stay. */
export function findUrls(text: string): readonly Found[] {
  const whole = Array.from(text.matchAll(url), ({ index, 0: match }) => trimmed(index, match));
  const short = Array.from(text.matchAll(bare), ({ index, 0: match }) => trimmed(index, match));
  return [...whole, ...short].filter(({ start, end }) => isPersonal(text.slice(start, end)));
}

const isPersonal = (address: string): boolean => {
  const host = network.exec(address)?.[0];
  return personal.test(address) || (host !== undefined && address.length > host.length + 1 && !common.test(address));
};

/** Without what ends the sentence. */
function trimmed(start: number, match: string): Found {
  let end = match.length;
  while (end > 0 && '.,;:!?)]}'.includes(match[end - 1] ?? '')) end--;
  return { start, end: start + end, kind: 'url' };
}
