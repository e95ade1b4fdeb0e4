/** What a word says of the value behind it. `other`: it is one of things, an order's or a product's. */
export type Topic = 'phone' | 'id' | 'card' | 'account' | 'username' | 'plate' | 'credit' | 'other';

export interface Label {
  readonly topic: Topic;
  readonly start: number;
  readonly end: number;
}

/** Words in front of values, English and others of Latin script, then Chinese. Of two that begin together the longer counts. */
const words: Readonly<Record<Topic, readonly [latin: string, chinese: string]>> = {
  phone: [
    'tel|telephone|phones?|phone numbers?|mobile|mob|cell|cellphone|cellular|call|called|calling|ring|rang|text|texted|dial|fax|desk|whatsapp|viber|hotline|reach (?:me|him|her|us|them)|contact (?:number|no)|sms|telefon|telefono|handy|handynummer|portable|movil|direct line|landline|registered|messages to|answering at|my number|number is',
    '电话号码?|電話號?碼?|手机号?码?|手機號?碼?|座机|联系方式|联系号码|聯絡電話|聯繫電話|固话|传真|拨打|致电|热线|短信|微信同号|来电|來電|回电|打给|打(?=\\d)|联系我|电联|号码',
  ],
  id: [
    "ssn|social security(?: number| no)?|social insurance(?: number)?|sin number|national id(?:entity)?(?: number| card)?|id (?:number|no|card)|identity (?:card|number)|identification number|personal (?:number|code|id)|passport(?: number| no)?|driver'?s?'? licen[cs]e(?: number| no)?|driving licen[cs]e(?: number| no)?|licen[cs]e (?:number|no)|national insurance(?: number)?|nino|ni number|tax(?:payer)? (?:id|number|identification number)|tin|itin|dni|nie|nif|cpf|aadhaar|aadhar|pan (?:number|card)|nhs (?:number|no)|medicare(?: number)?|(?:health )?insurance (?:number|no|id)|medical record(?: number)?|mrn|patient (?:id|number)|student (?:id|number|no)|employee (?:id|number|no)|staff id|visa number|residence permit(?: number)?|permit number|green card(?: number)?|alien number|my id|steuer-?id|steuernummer|ausweisnummer|personalausweis|reisepass|bsn|pesel|personnummer|codice fiscale|spanish id",
    '身份证号?码?|身份證號?碼?|身分證字?號?碼?|证件号?码?|證件號?碼?|护照号?码?|護照號?碼?|通行证号?码?|通行證號?碼?|回乡证号?|台胞证号?|居留证号?|居住证号?|永居证号?|驾驶证号?|驾照号?|社保卡?号?码?|社会保障号码?|医保卡?号|军官证号?|学号|学籍号|签证号|病历号|住院号|纳税人识别号|hkid',
  ],
  card: [
    'card number|credit card(?: number)?|debit card(?: number)?|bank card(?: number)?|card no|card|cc|visa|mastercard|amex|american express',
    '卡号|卡號|银行卡号?|銀行卡號?|信用卡号?|储蓄卡号?|借记卡号?|打到这张卡|这张卡',
  ],
  account: [
    'account (?:number|no)|acct(?: number| no)?|a/c(?: no)?|bank account(?: number)?|account|iban|sort code|routing(?: number| no)?|bsb|kontonummer|konto|numero de cuenta',
    '账号|帐号|帳號|賬號|账户|帐户|银行账号|銀行帳號|(?:工商|建设|农业|中国|招商|交通|中信|光大|浦发|民生|兴业|平安|邮储|邮政储蓄)银行',
  ],
  username: [
    'username|user name|user id|userid|login|log(?:ged)? in as|handle|screen name|nickname|skype(?: id)?|telegram|wechat(?: id)?|weixin|line id|instagram|insta|ig|twitter(?: handle)?|tiktok|snapchat|discord|facebook|github|account of|account name|gamertag',
    '用户名|用户|昵称|網名|网名|微信号|微信號|微信|vx|wx|qq号?码?|抖音号?|快手号?|小红书号?|微博号?|登录名|登录账号|支付宝账?号?|推特|直播间号?',
  ],
  plate: [
    'licen[cs]e plates?(?: number| no)?|number plates?|plates?(?: number| no)?|(?:vehicle |car )?registration(?: number| no| plate)?|vehicle reg|reg(?: no| number)?|vin|chassis number|kennzeichen|nummernschild',
    '车牌号?码?|車牌號?碼?|车号|牌照号?|车架号|车辆识别代[号码]|发动机号',
  ],
  credit: [
    'unified social credit(?: code| number)?|uscc',
    '统一社会信用代码|社会信用代码|信用代码|統一社會信用代碼|税号',
  ],
  other: [
    'orders?(?: number| no| id)?|invoice(?: number| no)?|tracking(?: number| no| id| code)?|reference(?: number| no)?|ref|ticket(?: number| no| id)?|case(?: number| no| id)?|serial(?: number| no)?|sku|isbn|issn|barcode|ean|upc|part (?:number|no)|model(?: number| no)?|version|firmware|item(?: number| no)?|article(?: number| no)?|batch|lot|coupon(?: code)?|po|receipt(?: number| no)?|transaction(?: id| number)?|flight|build|errors?(?: code)?|error|code|booking(?: reference| number)?|confirmation(?: number| code)?|parcel|shipment|consignment|waybill|product(?: id| code| number)?|meeting id|pin|gate|amount|total|price|timestamp|commit|hash|page|room|chapter|section|iso|rfc|imei',
    '订单编?号?|訂單編?號?|单号|單號|运单号?|快递单号|物流单号|编号|編號|型号|型號|序列号|条码|条形码|发票号?码?|发票代码|货号|工单号?|流水号|批次号?|版本号?|验证码|驗證碼|会议号|错误码|错误代码|代码|金额|合计|票号|航班号?|车次|取件码|提货码|商品编?号?|产品编?号?|合同编?号|备案号|档案号|房间号|优惠码|兑换码|交易号|参考号|快递号|书号|邮编|尾号|积分|页|注册资本',
  ],
};

const topics = Object.keys(words) as readonly Topic[];
const group = (part: 0 | 1): string => topics.map((topic) => `(${words[topic][part]})`).join('|');
/** As one pass each: which group matched is the topic. */
const latin = new RegExp(`(?<![a-z0-9_])(?:${group(0)})(?![a-z_])`, 'g');
const chinese = new RegExp(group(1), 'g');

/** Every label in the folded text, in order. */
export function labelsOf(text: string): readonly Label[] {
  const found: Label[] = [];
  for (const pattern of [latin, chinese]) {
    for (const match of text.matchAll(pattern)) {
      const at = match.findIndex((part, index) => index > 0 && part !== undefined) - 1;
      const topic = topics[at];
      if (topic) found.push({ topic, start: match.index, end: match.index + match[0].length });
    }
  }
  return found.sort((a, b) => a.end - b.end);
}

/** How far a label reaches: `my phone number these days is …`. */
const reach = 32;
/** A sentence that ends, or another number, comes between. */
const apart = /[.!?;。！？；](?:\s|$)|[。！？；]|\n\s*\n|\d{5}/;
/** Nothing but what joins a label to its value. */
const direct =
  /^[\s:：#=()"'“”（[-]*(?:(?:number|numbers|no\.?|nr\.?|id|code|is|was|are|of|the|my|his|her|their|our|on|at|under|to|号码?|號碼?|是|为|為|係|系|：)[\s:：#=()"'“”（-]*){0,4}$/;

export interface Near {
  /** What the label before the place says, if there is one. */
  readonly topic: Topic | undefined;
  /** It stands right before it. */
  readonly direct: boolean;
}

const nothing: Near = { topic: undefined, direct: false };

/** What is said of the value that begins at `at`. */
export function nearest(text: string, labels: readonly Label[], at: number): Near {
  const label = labels[lastBefore(labels, at)];
  if (!label || at - label.end > reach) return nothing;
  // `account no. 12`: the point belongs to the label.
  const between = text.slice(label.end, at).replace(/^\./, '');
  return apart.test(between) ? nothing : { topic: label.topic, direct: direct.test(between) };
}

/** The index of the last label that ends at `at` or before: labels are sorted by their ends. */
function lastBefore(labels: readonly Label[], at: number): number {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((labels[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
