export interface Product {
  readonly english: string;
  readonly chinese: string;
  /** In hundredths of a euro. */
  readonly price: number;
}

const table = `
  Celadon teapot|青瓷茶壶|4890
  Bamboo tea tray|竹制茶盘|2950
  Walnut chopsticks, five pairs|胡桃木筷子五双|1290
  Linen tablecloth|亚麻桌布|3900
  Wool blanket|羊毛毯|8900
  Cast-iron pan|铸铁锅|6450
  Paper lantern|纸灯笼|990
  Brass desk lamp|黄铜台灯|11900
  Noise-cancelling headphones|降噪耳机|17900
  E-book reader|电子书阅读器|12900
  Mechanical keyboard|机械键盘|9900
  USB-C charger 65 W|65W 充电器|3290
  Running shoes|跑鞋|8450
  Rain jacket|冲锋衣|10900
  Silk scarf|真丝围巾|5600
  Down pillow|羽绒枕|4200
  Espresso cups, set of six|意式咖啡杯六只装|2780
  Jasmine tea, 250 g|茉莉花茶 250 克|1150
  Pu'er cake, 357 g|普洱茶饼 357 克|4680
  Dark roast coffee, 1 kg|深烘咖啡豆 1 公斤|1990
  Field notebook|田野笔记本|650
  Fountain pen|钢笔|3850
  Watercolour set|水彩颜料套装|2490
  Wooden train|木制小火车|3450
  Picture book|绘本|1480
  Cat tree|猫爬架|7900
  Dog leash|牵引绳|1690
  Indoor fern|室内蕨类|1890
  Garden shears|园艺剪|2650
  Bicycle pump|自行车打气筒|2200
  Travel backpack|旅行背包|9450
  Steel water bottle|不锈钢水杯|2100
  Yoga mat|瑜伽垫|2900
  Bread knife|面包刀|3150
  Rice cooker|电饭煲|7350
  Air purifier|空气净化器|15900
  Robot vacuum|扫地机器人|28900
  Electric toothbrush|电动牙刷|5990
  Sunscreen SPF 50|防晒霜 SPF50|1450
  Gift card|礼品卡|2500`;

export const products: readonly Product[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [english = '', chinese = '', price = '0'] = line.trim().split('|');
    return { english, chinese, price: Number(price) };
  });
