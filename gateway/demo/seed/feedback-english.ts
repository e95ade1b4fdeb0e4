/**
 * What customers write in English. In braces what is filled in, by `feedback.ts`.
 * `{order}`, `{price}`, `{date}`, `{tracking}` and `{model}` are no personal data: a redactor should leave them.
 */
export const englishReviews: readonly string[] = [
  'Lovely {product}, exactly as described. Will buy again.',
  'Arrived in {city} within three days of {date}. Very pleased.',
  'Good value for {price}, though the box was a little dented.',
  'The {product} is fine. Not great, not bad.',
  'Bought this as a gift for my sister; the courier rang her on {other} before coming, which was thoughtful.',
  'Order {order} came complete and well packed.',
  '{name} here, customer since the early days: still my favourite shop.',
  'Your colleague called me on {phone} to confirm the delivery slot. Great service!',
  'Please send the care instructions to {email}, otherwise perfect.',
  'Colour differs from the photo, but I kept it. Model {model}.',
  'Third {product} for the family, never a problem.',
  'Tracking {tracking} worked all the way. Five stars.',
  'Cheaper than in town by {price}. Recommended.',
  'You may quote me: {called}, {city}, very satisfied.',
  'Delivered to the wrong door first, but the driver phoned {phone} and sorted it out in minutes.',
  'Moved house: new address is {address}. The parcel found me anyway!',
  'Used it daily for {days} days, no complaints about the {product}.',
];

export const englishComplaints: readonly string[] = [
  'Order {order} has not shipped for {days} days. Call me on {phone}.',
  'My name is {name} and my refund of {price} never reached card {card}.',
  'The {product} arrived broken. Please replace it and write to {email}.',
  'Somebody else signed for my parcel, their number is {other}. That is not me!',
  'I was asked for my id number twice ({id}). Why do you need it at all?',
  'Charged twice, {price} each, on {date}. Card {card}.',
  'Please delete my account: {email}, phone {phone}. {called}',
  'I keep getting marketing texts on {phone}. Stop it.',
  'Tracking {tracking} says delivered; nothing was left at {address}.',
  'Nobody answered since {date}. I wrote from {email} three times, and once from {othermail}.',
  'Wrong size, wrong colour, wrong everything. Refund {price} please.',
  'Serial {serial} is not known to the manufacturer. Is this {product} genuine?',
  'Your courier shouted at my neighbour, reach her at {other} if you need a witness. Regards, {name}',
  'The invoice for order {order} shows somebody else as the buyer. It should read {name}, {address}.',
  'Voucher did not apply to order {order}: {price} too much.',
  'Password reset mail never comes to {email}. Call {phone} after 18:00.',
  'Customs wants my papers again: {name}, {id}. I sent them on {date}.',
  'The {product} smells of paint after {days} days of airing.',
  'Ten minutes on hold, then cut off. My callback number is {phone}, order {order}.',
];
