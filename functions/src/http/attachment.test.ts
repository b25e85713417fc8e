import { expect, it } from 'vitest';
import { attachment } from './attachment.ts';

it.each([
  ['report.md', `attachment; filename="report.md"; filename*=UTF-8''report.md`],
  ['매출 (1).md', `attachment; filename="__ (1).md"; filename*=UTF-8''%EB%A7%A4%EC%B6%9C%20%281%29.md`],
  ['a"; filename="b.exe', `attachment; filename="a_; filename=_b.exe"; filename*=UTF-8''a%22%3B%20filename%3D%22b.exe`],
  ['two\r\nlines', `attachment; filename="two__lines"; filename*=UTF-8''two%0D%0Alines`],
])('a file called %j is saved under its name, and nothing else can stand in the header', (name, header) => {
  expect(attachment(name)).toBe(header);
});
