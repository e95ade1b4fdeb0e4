const list = (text: string): readonly string[] => text.split(' ');

const municipalities = list('北京 上海 天津 重庆 重慶');

const provinces = list(
  '河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 广东省 海南省 四川省 ' +
    '贵州省 云南省 陕西省 甘肃省 青海省 台湾省 臺灣省 内蒙古自治区 广西壮族自治区 西藏自治区 宁夏回族自治区 新疆维吾尔自治区',
);
/** The same as people shorten them: 河北, 内蒙古, 广西 …; the first syllables are unique. */
const shortProvinces = list('内蒙古 广西 西藏 宁夏 新疆').concat(
  provinces.filter((name) => name.endsWith('省')).map((name) => name.slice(0, -1)),
);
const regions = list('香港特别行政区 澳门特别行政区 香港特別行政區 澳門特別行政區');

/** Cities of the prefecture's rank: without a province before them only these are recognised. */
const cities = list(
  '石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 ' +
    '巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 吉林 四平 辽源 通化 白山 松原 白城 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 ' +
    '佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 ' +
    '马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 ' +
    '淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 ' +
    '宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 ' +
    '河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 ' +
    '内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 拉萨 日喀则 昌都 林芝 山南 那曲 西安 铜川 宝鸡 咸阳 渭南 ' +
    '延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 ' +
    '台北 新北 桃园 台中 台南 高雄 臺北 桃園 臺中 臺南',
);

const alternatives = (names: readonly string[]): string => names.join('|');

/** Not a character of a place below the city, so that no street or housing estate is taken for one. */
const cityName = '(?:(?![省市区區县縣镇鎮乡鄉路街村号號巷弄栋棟道])\\p{Script=Han}){2,10}?';
/** 市 that ends a city's name, not the one of 市场 or 市中心. */
const cityEnd = '(?:自治州|地区(?!区)|盟|市(?![场場集井口民政委中]))';

const beginning = new RegExp(
  '^(?:\\d{6})?(?:中华人民共和国|中国)?(' +
    [
      `(?:${alternatives(municipalities)})(?:市|(?=\\p{Script=Han}{1,4}[区區县縣]))`,
      `(?:${alternatives(regions)})`,
      `(?:${alternatives(provinces)}|${alternatives(shortProvinces)})(?:(?:${alternatives(cities)})市|${cityName}${cityEnd})`,
      `(?:${alternatives(cities)})市(?![场場集井口民政委中])`,
    ].join('|') +
    ')',
  'u',
);

/** 区, 县 or 旗 that ends what lies below a city, never a housing estate (小区) or a zone of industry (园区). */
const district =
  /^((?:(?![省市区區县縣鎮镇乡鄉路街村号號巷弄栋棟道])\p{Script=Han}){1,10}?(?:自治县|自治縣|自治旗|新区|新區|(?<![小园社])[区區](?!间|域)|[县縣旗市]))/u;
const province = new RegExp(`^(?:${alternatives(provinces)}|${alternatives(shortProvinces)})`, 'u');
const whole = new RegExp(`^(?:${alternatives(municipalities)}|${alternatives(regions)})`, 'u');

/** A Chinese address by its administrative levels, each with what is above it. */
export interface ChinesePlace {
  /** Nothing where the address begins with the city. */
  readonly province?: string;
  readonly city: string;
  /** Nothing where none is clearly told from the street. */
  readonly district?: string;
}

/** `浙江省杭州市西湖区文三路12号` → `浙江省`, `浙江省杭州市`, `浙江省杭州市西湖区`; nothing where there is no city, or nothing behind it. */
export function chinesePlace(address: string): ChinesePlace | undefined {
  const text = address.replace(/[\s,]+/gu, '');
  const found = beginning.exec(text);
  const city = found?.[1];
  if (!found || city === undefined || found[0].length >= text.length) return undefined;
  const rest = text.slice(found[0].length);
  const [, below] = district.exec(rest) ?? [];
  const above = whole.test(city) ? city : province.exec(city)?.[0];
  return {
    city,
    ...(above && { province: above }),
    ...(below && below.length < rest.length && { district: city + below }),
  };
}

const place = new RegExp(
  `(?:${alternatives(municipalities)})|(?:${alternatives([...regions, ...provinces, ...shortProvinces])})|(?:${alternatives(cities)})|香港|澳门|澳門|九龙|九龍|新界`,
);

/** Where the first province or city of the list begins in a text; nothing where there is none. */
export const knownPlace = (text: string): number | undefined => place.exec(text)?.index;
