import { nothing, type Semantics, text, token } from './semantic.ts';

/** What machines know people by, secrets, and what holds all sorts of things. */
export const technical: Semantics = {
  'ip-address': {
    en: 'IP address',
    zh: 'IP 地址',
    types: text,
    values: 4e9,
    ladder: { reduced: ['ip-network(24, 48)', 'ip-network(16, 32)'] },
  },
  mac: {
    en: 'hardware address',
    zh: 'MAC 地址',
    types: text,
    values: 1e11,
    ladder: { reduced: ['mac-maker'], ...token },
  },
  'device-id': { en: 'device identifier', zh: '设备标识', types: text, ladder: token },
  'session-id': { en: 'session identifier', zh: '会话标识', types: text, ladder: token },
  url: { en: 'web address', zh: '网址', types: text, ladder: { reduced: ['url(path)', 'url(origin)'] } },
  'user-agent': { en: 'browser and system', zh: '浏览器标识', types: text, ladder: { reduced: ['user-agent'] } },
  password: { en: 'password', zh: '密码', types: text, secret: true, ladder: nothing },
  secret: { en: 'secret', zh: '密钥', types: text, secret: true, ladder: nothing },
  pin: { en: 'PIN', zh: '个人识别码', types: text, values: 10_000, secret: true, ladder: nothing },
  'verification-code': {
    en: 'verification code',
    zh: '验证码',
    types: text,
    values: 1e6,
    secret: true,
    ladder: nothing,
  },
  token: { en: 'token', zh: '令牌', types: text, secret: true, ladder: nothing },
  cookie: { en: 'cookie', zh: 'Cookie', types: text, secret: true, ladder: nothing },
  'free-text': { en: 'free text', zh: '自由文本', types: text, ladder: { reduced: ['redact-text'] } },
  json: { en: 'JSON', zh: 'JSON 数据', types: ['JSON', 'String'], ladder: nothing },
  file: { en: 'file, picture', zh: '文件、图片', types: text, ladder: nothing },
  plain: { en: 'nothing special', zh: '普通数据', types: text, ladder: nothing },
};
