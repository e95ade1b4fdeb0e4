import { z } from 'zod';
import { part } from '../pieces.ts';
import { shortText } from '../values/text.ts';
import { technique } from '../technique.ts';

const longest = 2048;

/** The first that fits: what claims to be others as well stands before them. */
const browsers: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\bMicroMessenger\//, 'WeChat'],
  [/\bDingTalk\//, 'DingTalk'],
  [/\bAlipayClient\//, 'Alipay'],
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bHuaweiBrowser\//, 'Huawei Browser'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/\S{1,20} (?:Mobile\/\S{1,20} )?Safari\//, 'Safari'],
  [/\b(?:Googlebot|bingbot|Baiduspider)\//i, 'a crawler'],
  [/^(?:curl|Wget|okhttp|python-requests|axios|node|Java|Go-http-client)\b/i, 'a program'],
];
const systems: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\b(?:Open)?Harmony(?:OS)?\b/, 'HarmonyOS'],
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows NT\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const nameOf = (of: typeof browsers, text: string): string | undefined => of.find(([mark]) => mark.test(text))?.[1];

/** `Mozilla/5.0 (Windows NT 10.0; Win64; x64) … Chrome/142.0.0.0 Safari/537.36` → `Chrome on Windows`: no version, no device, for those single people out. */
export const userAgent = technique({
  name: 'user-agent',
  summary: 'The family of the browser and of the system.',
  avoid: 'Where device or version are wanted: they make a fingerprint.',
  chinese: { summary: '浏览器和系统的种类。', avoid: '需要设备或版本时：那会成为指纹。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => part('browser'),
  candidates: () => 'everybody with that browser',
  example:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  bind: () => ({
    mask: (value) => {
      const text = shortText(value, longest);
      const browser = text && nameOf(browsers, text);
      const system = text && nameOf(systems, text);
      return browser ? `${browser}${system ? ` on ${system}` : ''}` : null;
    },
  }),
});
