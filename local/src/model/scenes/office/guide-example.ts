/** A made-up guide of four pages; three dashes end a page. */
export const GUIDE = {
  ko: `재택근무 안내
재택근무는 한 주에 이틀까지 할 수 있습니다. 수습 기간에는 신청할 수 없습니다.
이 안내서는 모두 지어낸 예시입니다.
---
신청과 승인
신청은 근무일의 하루 전 17시까지 받습니다. 팀장은 신청을 받은 날 안에 답합니다.
첫 신청은 2025년 7월 1일부터 받습니다.
---
장비와 보안
회사 노트북만 쓸 수 있습니다. 저장 장치 암호화는 2025년 6월 20일까지 켜야 합니다.
공공 와이파이에서는 회사 자료를 열지 않습니다.
---
비용과 문의
통신비는 한 달에 3만 원까지 돌려받습니다. 영수증은 다음 달 5일까지 냅니다.
문의는 총무팀이 받습니다.
`,
  en: `Working from home
Anybody may work from home on two days a week. During the trial period this is not possible.
Everything in this guide is an invented example.
---
Asking for a day
Ask by 5 pm on the day before. Your team lead answers on the same day.
The first requests are taken from July 1, 2025.
---
Devices and security
Only the company's own laptop may be used. Its disk must be encrypted by June 20, 2025.
Never open company documents on public networks.
---
Costs and questions
Up to 30 dollars a month are paid for the connection. Hand in receipts by the 5th of the next month.
Questions go to the office team.
`,
} as const;
