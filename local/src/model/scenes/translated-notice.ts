import { lines, natural, type Scene, writeFile } from './scene.ts';

const KOREAN = lines(
  '제목: 주문하신 상품의 배송이 늦어집니다',
  '',
  '안녕하세요, 김하늘 고객님.',
  '',
  '주문하신 ‘접이식 책상’(주문 번호 A-1042)의 배송이 6월 18일에서 6월 23일로 늦어지게 되어 안내드립니다. 입고가 늦어진 것이 원인이며, 기다리게 해 드려 죄송합니다.',
  '',
  '기다리기 어려우시면 6월 20일까지 이 메일에 답장해 주세요. 바로 취소하고 전액 환불해 드리겠습니다.',
  '',
  '감사합니다.',
);
const ENGLISH = lines(
  'Subject: Your order will arrive later than planned',
  '',
  'Dear Haneul Kim,',
  '',
  'Your “folding desk” (order A-1042) will arrive on 23 June instead of 18 June, because it reached our warehouse late. We are sorry to keep you waiting.',
  '',
  'If you would rather not wait, simply reply to this e-mail by 20 June. We will cancel the order at once and refund you in full.',
  '',
  'Kind regards',
);

export const TRANSLATED_NOTICE: Scene = {
  matches: /배송 지연.*번역|late delivery.*translat/i,
  play: (conversation, korean) => [
    natural(korean ? '예시 메일을 쓰고, 영어로 옮길게요.' : 'I will write an example e-mail and put it into Korean.'),
    korean ? writeFile(conversation, 'notice.md', KOREAN) : writeFile(conversation, 'notice.md', ENGLISH),
    korean ? writeFile(conversation, 'notice.en.md', ENGLISH) : writeFile(conversation, 'notice.ko.md', KOREAN),
    natural(
      korean
        ? `영어로 옮긴 메일이에요.\n\n> ${ENGLISH.trimEnd().replaceAll('\n', '\n> ')}\n\n- ‘안내드립니다’는 영어에서 군더더기가 되어 뺐어요.\n- 이름은 ‘Haneul Kim’으로 적었어요. 고객이 쓰는 철자가 있으면 바꿔 주세요.\n\n원문은 \`notice.md\`, 번역은 \`notice.en.md\`에 있어요. 메일의 내용은 지어낸 예시예요.`
        : `This is the Korean version.\n\n> ${KOREAN.trimEnd().replaceAll('\n', '\n> ')}\n\n- The tone is that of a company to a customer (합니다체).\n- “Kind regards” became 감사합니다, which closes Korean letters of this kind.\n\nThe original is in \`notice.md\`, the translation in \`notice.ko.md\`. What the e-mail says is an invented example.`,
    ),
  ],
};
