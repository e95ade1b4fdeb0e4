export interface ChinesePlace {
  readonly region: string;
  readonly city: string;
  readonly districts: readonly string[];
}

/** A municipality is its own region: its address names it once. */
const places: readonly (readonly [region: string, city: string, districts: string])[] = [
  ['北京市', '北京市', '朝阳区 海淀区 丰台区 通州区'],
  ['上海市', '上海市', '浦东新区 徐汇区 静安区 闵行区'],
  ['天津市', '天津市', '南开区 河西区 和平区'],
  ['重庆市', '重庆市', '渝北区 沙坪坝区 南岸区'],
  ['广东省', '深圳市', '南山区 福田区 龙岗区'],
  ['广东省', '广州市', '天河区 越秀区 番禺区'],
  ['广东省', '佛山市', '禅城区 顺德区'],
  ['浙江省', '杭州市', '西湖区 滨江区 余杭区'],
  ['浙江省', '宁波市', '海曙区 鄞州区'],
  ['江苏省', '南京市', '鼓楼区 玄武区 江宁区'],
  ['江苏省', '苏州市', '姑苏区 吴中区'],
  ['四川省', '成都市', '武侯区 锦江区 青羊区'],
  ['湖北省', '武汉市', '武昌区 洪山区 江汉区'],
  ['湖南省', '长沙市', '岳麓区 芙蓉区'],
  ['陕西省', '西安市', '雁塔区 碑林区'],
  ['山东省', '青岛市', '市南区 崂山区'],
  ['辽宁省', '沈阳市', '和平区 铁西区'],
  ['福建省', '厦门市', '思明区 湖里区'],
  ['广西壮族自治区', '南宁市', '青秀区 西乡塘区'],
  ['新疆维吾尔自治区', '乌鲁木齐市', '天山区 沙依巴克区'],
  ['西藏自治区', '拉萨市', '城关区'],
];

export const chinesePlaces: readonly ChinesePlace[] = places.map(([region, city, districts]) => ({
  region,
  city,
  districts: districts.split(' '),
}));

export const roads: readonly string[] = (
  '云锦路 梧桐路 青竹街 望江路 听雨巷 白鹭路 松风街 锦绣大道 文澜路 清溪路 栖霞路 金桂路 海棠街 长宁路 星河路 ' +
  '晨光路 翠微路 银杏大道 书香路 荷塘街'
).split(' ');
