/** Words, and how much each speaks for a name in the unit of `chinese-lexicon.ts`; by the character that is beside the name. */
type Evidence = ReadonlyMap<string, readonly (readonly [word: string, worth: number])[]>;

/** The longest first: of two that stand there it counts. */
const evidence = (side: 'first' | 'last', table: Readonly<Record<number, string>>): Evidence =>
  Map.groupBy(
    Object.entries(table)
      .flatMap(([worth, words]) => words.split(' ').map((word) => [word, Number(worth)] as const))
      .sort(([a], [b]) => b.length - a.length),
    ([word]) => (side === 'first' ? word[0] : word.at(-1)) ?? '',
  );

/** What stands before a name. */
const before = evidence('last', {
  18: '我叫 名叫 叫做 姓名 名字叫 名字是 姓名是 联系人 收件人 收货人 寄件人 发件人 收貨人 收件者 聯絡人 联络人 户名 开户名 开户人 持卡人 签收人 投诉人 被投诉人 申请人 担保人 经办人 代办人 法定代表人 法人代表 法人 负责人 紧急联系人 紧急联络人 取件人 登记人 驾驶人 驾驶员 委托人 受托人 被委托人 收款人 付款人 受益人 投保人 被保险人 对接人 报案人 报名人 监护人 当事人 推荐人 介绍人 保证人 共同借款人 借款人 贷款人 出借人 债务人 债权人 继承人 配偶 代理人 代表人 联系人姓名 收款方 付款方 主办人 承办人 预约人 挂号人 陪护人 家属 旅客 乘客 住客 考生 应聘者 面试者 候选人 求职者 投递人 讲师 主讲 主讲人 导游 领队 船长 机长 乘务员 空姐 保姆 月嫂 阿姨姓名 模特 摄影师 化妆师 设计师 理发师 美容师 会计 出纳 采购 销售 顾问 中介 经纪人 代购 微商 卖家姓名 买家姓名 证明人 证人 出租方 承租方 甲方 乙方 丙方 免贵姓 他叫 她叫 我姓 房主 订货人 订购人 预订人 入住人 乘客姓名 乘车人 患者姓名 学生姓名 本人 员工姓名 机主 户主 业主姓名 被告 原告 联系人是 收件人是 署名 签名 落款 敬礼\n 接收人 来访人员 来访人 访客 参会人 出席人 主持人 记录人 汇报人 审批人 制表人 作者 译者 编辑 记者 嘉宾 姓名为 名为',
  13: '客户 顾客 用户 会员 客户名 客户姓名 车主 房东 租客 业主 患者 病人 家长 学生 员工 同事 经理 主任 医生 护士 律师 老师 客服 快递员 快递小哥 配送员 骑手 司机 组长 店长 队长 班长 校长 院长 局长 处长 科长 主管 总监 董事长 总经理 项目经理 客户经理 工程师 程序员 技术员 教练 教授 导师 助理 秘书 我是 他是 她是 这是 这位是 尊敬的 亲爱的 姓 老公 老婆 丈夫 妻子 爱人 儿子 女儿 孩子 父亲 母亲 爸爸 妈妈 我爸 我妈 我爸爸 我妈妈 爷爷 奶奶 外公 外婆 哥哥 弟弟 姐姐 妹妹 我哥 我弟 我姐 我妹 朋友 室友 同学 舍友 邻居 女友 男友 女朋友 男朋友 战友 亲戚 表哥 表弟 表姐 表妹 堂哥 叔叔 阿姨 领导 老板 同桌 老乡 徒弟 师父 师兄 学长 学姐 网友 粉丝 歌手 演员 导演 作家 明星 主播 群主 管理员 操作员 保安 物业 前台 村民 居民 市民 女子 男子 犯罪嫌疑人 嫌疑人 民警 警官 法官 检察官 转告 通知 拜访 采访 叫 抄送 致 是我 告知 询问 咨询 找到 @ 一个叫 有个叫 的人叫 自称 称其 冒充 负责人是 对方是 经手人',
  6: '找 给 请 让 跟 和 与 由 被 向 对 替 帮 代 问 告诉 联系 感谢 谢谢 多谢 见到 认识 转给 发给 交给 还给 寄给 转交 麻烦 、 及 以及 打给 转到 退到 打到 汇给 付给 退给 赔给 卖给 借给 租给 留给 换成 改成 改为 见 约 陪 带 等 是 据 听 催 派 求 想 骗 骂 把 以 为 送 教 因',
});

/** What stands behind a name. */
const behind = evidence('first', {
  16: '先生 女士 小姐 太太 老师 師傅 师傅 医生 醫生 大夫 经理 總監 总监 主任 律师 教授 警官 护士 同学 同志 阿姨 叔叔 大爷 大妈 奶奶 爷爷 伯伯 师姐 师兄 博士 老板 校长 院长 局长 处长 科长 书记 董事长 总经理 队长 班长 组长 主管 助理 同事 本人 您好 你好 女生 男生 夫妇 夫人 一家 收启 亲启 敬上 谨启 签名 签字 签收 老先生 教练 法官 客服 店长 工程师',
  8: '来电 致电 反映 反馈 投诉 表示 称 说 问 告诉 回复 打电话 打来 发来 提交 申请 的电话 的手机 的身份证 的邮箱 的地址 的账户 的快递 的包裹 的订单 的号码 的银行 的名义 的签名 的生日 的妈妈 的爸爸 的老公 的老婆 的男朋友 的女朋友 的孩子 的家 的微信 的支付宝 的账号 的卡 的房子 的车 的名字 的头像 的合同 的病历 来取 到访 住在 反应 批准 建议 写道 认为 要求 拒绝 答应 负责 提出 上门 替我 帮我 跟我 给我 把我 对我 问我 告诉我 已经 昨天 今天 明天 刚才 刚刚 上周 于19 于20 于昨 签署 代签 领取 来访 到店 名下 委托 认识 找我 联系我 没来 没有来 来了 来过 出生 入职 离职 请假 报名 购买 下单 付款 退款 投保 住院 去世 结婚 打来 接了 接到 收到 说过 说他 说她 同意 确认 承诺 道歉 解释 ，男 ，女 (男 (女 ,男 ,女 男 女 收',
  3: '在 和 与 、 是 今 昨 已 还 也 没 从 把 跟 给 打 来 去 想 要 用 的 ( （ 不 就 又 让 被 将 都 刚 同 及 于',
});

/** Behind a name it is a street, a company, a product. */
const things = evidence('first', {
  14: '路 街 大道 大街 村 镇 县 市 区 省 乡 庄 湾 桥 站 山 湖 河 江 岛 寺 庙 塔 城 门 公司 集团 银行 酒店 酒楼 饭店 餐厅 牌 品牌 酒 茶 菜 面 店 馆 院 厂 机场 大学 中学 小学 医院 公园 广场 小区 花园 大厦 商城 超市 珠宝 药业 股份 科技 电器 汽车 手机 电脑 系列 版 型 款 号 元 个 次 年 月 日 天 点 斤 米 克 度 层 楼 双 件 套 台 条 份 箱 瓶 包',
});

/** A colon, a bracket, quotes or a space may stand between a label and the name. */
const joints = new Set(' :：=是为叫“"\'‘「『（([【|/-\n');

/** What is said for a name that begins at `at`. */
export function evidenceBefore(text: string, at: number): number {
  let end = at;
  while (end > 0 && at - end < 4 && joints.has(text[end - 1] ?? '')) end--;
  return Math.max(endingAt(text, at), end < at ? endingAt(text, end) : 0, end === 0 ? 2 : 0);
}

/** What is said for, or against, a name that ends at `at`. */
export function evidenceBehind(text: string, at: number): number {
  const start = text[at] === ' ' ? at + 1 : at;
  return beginningAt(behind, text, start) - beginningAt(things, text, start);
}

const endingAt = (text: string, at: number): number =>
  before.get(text[at - 1] ?? '')?.find(([word]) => text.startsWith(word, at - word.length))?.[1] ?? 0;

const beginningAt = (table: Evidence, text: string, at: number): number =>
  table.get(text[at] ?? '')?.find(([word]) => text.startsWith(word, at))?.[1] ?? 0;
