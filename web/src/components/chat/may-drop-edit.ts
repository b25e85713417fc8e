import { msg } from '@lit/localize';
import '../oma-confirm.ts';

/** Asks on top of the page whether what is being written anew may be dropped for another. */
export async function mayDropEdit(): Promise<boolean> {
  const question = document.createElement('oma-confirm');
  question.heading = msg('고치던 글을 버릴까요?', { id: 'drop-edit' });
  question.act = msg('버리고 고치기', { id: 'drop-edit-act' });
  question.isDangerous = true;
  question.textContent = msg('다른 질문을 고치던 글이 아직 보내지 않은 채 있어요.', { id: 'drop-edit-what' });
  document.body.append(question);
  const may = await question.ask();
  question.remove();
  return may;
}
