/** Characters with their spelling in pinyin, for e-mail addresses. */
export type Spelled = readonly [text: string, pinyin: string];

const spelled = (words: string): readonly Spelled[] =>
  words
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [text = '', pinyin = ''] = word.split(':');
      return [text, pinyin];
    });

export const surnames = spelled(`
  王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu 郭:guo
  何:he 高:gao 林:lin 罗:luo 郑:zheng 梁:liang 谢:xie 宋:song 唐:tang 许:xu 韩:han 冯:feng 邓:deng 曹:cao 彭:peng 曾:zeng
  肖:xiao 田:tian 董:dong 潘:pan 袁:yuan 蔡:cai 蒋:jiang 余:yu 于:yu 杜:du 叶:ye 程:cheng 苏:su 魏:wei 吕:lv 丁:ding`);

export const compoundSurnames = spelled(`
  欧阳:ouyang 司马:sima 上官:shangguan 诸葛:zhuge 司徒:situ 夏侯:xiahou 皇甫:huangfu 慕容:murong 令狐:linghu 东方:dongfang`);

export const womensGiven = spelled(`
  芳:fang 娜:na 静:jing 敏:min 丽:li 艳:yan 娟:juan 秀英:xiuying 桂兰:guilan 雨桐:yutong 思琪:siqi 梦瑶:mengyao 欣怡:xinyi
  佳慧:jiahui 诗涵:shihan 晓雯:xiaowen 美玲:meiling 婉清:wanqing 若曦:ruoxi 语嫣:yuyan 雪莲:xuelian 海燕:haiyan 春梅:chunmei`);

export const mensGiven = spelled(`
  伟:wei 强:qiang 磊:lei 军:jun 勇:yong 涛:tao 明:ming 超:chao 建国:jianguo 志强:zhiqiang 浩然:haoran 子轩:zixuan 宇航:yuhang
  文博:wenbo 俊杰:junjie 天佑:tianyou 晨曦:chenxi 家豪:jiahao 海波:haibo 国栋:guodong 立新:lixin 鹏飞:pengfei 泽楷:zekai`);

/** Uyghur, Kazakh and Tibetan names in the form that identity documents give them, with an interpunct. */
export const minorityWomen = spelled(`
  阿依努尔·买买提:aynur.memet 古丽娜尔·吐尔逊:gulnar.tursun 迪丽拜尔·艾合买提:dilber.ehmet 卓玛·次仁:drolma.tsering
  古丽巴哈尔·库尔班:gulbahar.qurban`);

export const minorityMen = spelled(`
  艾力·肉孜:eli.rozi 玉素甫·卡迪尔:yusup.qadir 叶尔江·别克:erjan.bek 扎西·多吉:tashi.dorje 买买提·吐尔洪:memet.turghun`);
