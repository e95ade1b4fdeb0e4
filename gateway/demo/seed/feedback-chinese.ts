/**
 * What Chinese customers write. In braces what is filled in, by `feedback.ts`.
 * `{order}`, `{price}`, `{date}`, `{tracking}` and `{model}` are no personal data: a redactor should leave them.
 */
export const chineseReviews: readonly string[] = [
  '{product}质量很好，物流也快，五星好评。',
  '第二次买{product}了，家里人都喜欢。',
  '包装很用心，{product}完好无损，{price}元很值。',
  '颜色和图片有一点差别，不过整体满意。',
  '{date}下单，三天就到{city}了，比预想的快。',
  '客服态度好，给我打电话到{phone}确认了地址，点赞。',
  '我是{name}，老顾客了，这次的{product}依旧满意。',
  '送给妈妈的礼物，留的是她的电话{other}，快递员提前联系了她，很贴心。',
  '发票请发到{email}，谢谢！',
  '订单{order}收到，一切正常。',
  '{product}用了两个月才来评价，没有任何问题，型号{model}。',
  '价格比实体店便宜{price}元，推荐。',
  '{called}推荐朋友也来买，朋友的号码是{other}，有优惠请通知。',
  '手感不错，就是说明书只有英文。',
  '一般般，{price}元的东西不能要求太高。',
  '第一次在这里买{product}，运单号{tracking}，全程可查，放心。',
  '地址写错了，客服打{phone}联系我改成了{address}，服务到位。',
  '已收货，联系人{name}，电话{phone}，下次还会回购。',
];

export const chineseComplaints: readonly string[] = [
  '订单{order}到现在还没发货，请尽快联系我：{phone}。',
  '我叫{name}，身份证号{id}，实名认证一直不通过，请处理。',
  '退款没有到账，卡号{card}，请核实后回复{email}。',
  '收到的{product}有裂痕，要求换货，地址：{address}，电话{phone}。',
  '你们把我的包裹送到别人那里了，签收人的电话是{other}，根本不是我！',
  '{called}再次投诉：{date}的订单{order}少发一件。',
  '扣了两次款，每次{price}元，银行卡{card}，请退一笔。',
  '为什么我的手机号{phone}收到那么多广告短信？请停止营销。',
  '请删除我的账户，注册邮箱{email}，手机号{phone}。',
  '客服说会在{date}前回电，至今没有人打{phone}。',
  '我替家人下的单，收货人电话{other}，快递员从来没打过。',
  '运单{tracking}显示已签收，但我{name}本人没有收到任何东西。',
  '{product}的序列号{serial}查不到，是不是正品？',
  '海关要求补充身份信息：{name}，{id}。请问为什么要交两次？',
  '发票抬头写错了，应为{name}，请重开并寄到{address}。',
  '等了{days}天，只有一条自动回复，非常失望。',
  '质量太差，{product}用了一次就坏，要求退还{price}元。',
  '订单{order}的优惠券没有生效，差价{price}元。',
  '快递员态度恶劣，打我电话{phone}骂人，我要投诉到底。',
  '密码重置的邮件没有收到，邮箱是{email}，备用邮箱{othermail}。',
];
