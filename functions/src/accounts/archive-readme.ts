/** What each file of an archive is, for its person. */
export const archiveReadme = (platformName: string, at: Date): string => `${platformName}
${at.toISOString()} (UTC)

[한국어]

이 압축 파일에는 ${platformName}에 있는 내 데이터가 모두 들어 있어요. 위의 시각에 만들었어요.

profile.json          내 프로필과 설정, 동의한 내용의 버전과 시각
application.json      베타 신청서와 그 결과 (신청한 적이 있을 때)
agents/               내 에이전트. 이름이 같은 파일은 같은 에이전트예요.
  *.json              지금까지 저장한 모든 버전과, 테스트(tests)와 그 결과(test_runs)
  *.agent.json        에이전트 목록에서 다시 가져올 수 있는 파일
agent-files.json      에이전트의 참고 파일: 이름과 크기, 쓰는 에이전트(agents)의 id. 에이전트의 버전마다 있는
                      config.files의 id와 같아요.
agent-files/          그 파일들. 폴더 이름은 agent-files.json의 id예요.
conversations/        내 대화. 이름이 같은 파일은 같은 대화예요.
  *.json              프로그램으로 읽기 좋은 대화: session_id, user_id, agent_id, messages, created_at
                      지운 대화도 되돌릴 수 있는 동안에는 들어 있고, deleted_at에 지운 시각이 있어요.
                      제목, 종류, 상태, 에이전트 버전, 마지막 활동, 쓴 양도 들어 있어요. 질문마다 상태와, 다시 한
                      질문이면 처음 질문(retry_of)과 붙인 파일(attachments)이, 답변마다 한 일(parts), 도중에 나에게 묻고
                      내가 답한 것(asks), 에이전트 폼에 제안한 것(proposals), 모델, 토큰 수와 비용, 오류, 내 평가가 있어요. shared_at은 링크로 공유한 시각,
                      forked_from은 갈라져 나온 대화와 질문이에요. runs는 이 대화에서 답한 실행의 시작과 끝, 결과, 토큰 수와 비용이에요.
  *.md                사람이 읽기 좋은 대화 (서울 시간)
  */workspace.tar.gz  그 대화에서 에이전트가 쓰던 파일 (파일이 있을 때)
attachments.json      질문에 붙인 파일의 이름과 크기. 에이전트가 받은 파일은 그 대화의 작업 공간에 있어요.
attachments/          아직 에이전트가 받지 않은 첨부 파일 (있을 때). 폴더 이름은 attachments.json의 id예요.
shares.json           공유한 대화: 그때의 제목(title), 어느 질문까지(until), 언제부터. 링크 자체는 어디에도 남지 않아요.
usage.json            날마다 쓴 토큰 수와 비용 (미국 달러, 하루의 기준은 서울 시간)
mail.json             나에게 보낸 메일의 기록 (최근 30일)

시각은 .json 파일에서는 UTC, .md 파일에서는 서울 시간이에요. 아직 쓰고 있는 답변은 들어 있지 않아요.
workspace.tar.gz에는 에이전트가 만든 파일이 그대로 들어 있으니, 믿을 수 있는지 확인하고 여세요.

[English]

This archive holds all your data on ${platformName}, as it was at the time above.

profile.json          your profile and settings, and the version and time of your consent
application.json      your application for the beta and what became of it (if you applied)
agents/               your agents; files of the same name are the same agent
  *.json              every version you saved, its tests (tests) and their results (test_runs)
  *.agent.json        to bring it in again, from the list of agents
agent-files.json      the reference files of your agents: names, sizes, and the ids of the agents that use them
                      (agents); the ids are those of config.files in each version of an agent
agent-files/          these files; folders are named by the id in agent-files.json
conversations/        your conversations; files of the same name are the same conversation
  *.json              for programs: session_id, user_id, agent_id, messages, created_at;
                      a deleted one too, as long as it can be restored: deleted_at says when it was deleted;
                      also title, kind, status, the agent's version, the last activity and what it used, since when
                      it is shared by a link (shared_at) and what it was forked from (forked_from); of each
                      question its status, its attachments and, where it repeats another, which (retry_of); of each answer what was
                      done (parts), what you were asked meanwhile and said (asks), what was proposed for the form of
                      an agent (proposals), model, tokens and cost, error, your feedback; and of the runs that answered here when each began and ended, what came of it,
                      tokens and cost
  *.md                to read (times of Seoul)
  */workspace.tar.gz  the files the agent worked with in that conversation (if there are any)
attachments.json      names and sizes of the files attached to questions; what an agent was given is in its workspace
attachments/          attached files that no agent was given yet (if there are any); folders are named by the id
                      in attachments.json
shares.json           conversations you share: their titles then (title), up to which question (until), and since
                      when; the link itself is kept nowhere
usage.json            tokens and cost of each day (US dollars; days are those of Seoul)
mail.json             a record of the letters sent to you (the last 30 days)

Times are UTC in .json files and those of Seoul in .md files. Answers that are still being written are not included.
A workspace.tar.gz holds files as the agent made them: make sure you trust them before you open them.
`;
