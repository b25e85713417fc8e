import {
  bytesOf,
  objects,
  REFERENCE_LIMITS,
  type ReferenceFile,
  type ReferenceFileDocument,
  referenceKey,
  RUN_LIMITS,
} from '@oma/contract';
import { FieldValue, type Transaction } from '@google-cloud/firestore';
import type { Documents } from '../firestore/documents.ts';
import type { FieldError } from '../http/problem.ts';
import type { ObjectStore } from '../objects/object-store.ts';

/** Where the files of agents are noted, and where they are. */
export type AgentFileDeps = { documents: Documents; objects: Pick<ObjectStore, 'list'> };

/**
 * What is wrong with the own files that somebody names for an agent: each must be theirs, be called and be as long as it was announced, and have arrived; together they must
 * be no more than there may be, and no two of one name.
 * A file that an agent refers to already has. Asked before anything is saved; see `claimFiles`.
 */
export async function checkFiles(deps: AgentFileDeps, uid: string, files: readonly ReferenceFile[]): Promise<FieldError[]> {
  const together = wrongTogether(files);
  if (together !== null) return [{ path: 'config.files', message: together }];
  const found = await Promise.all(
    files.map(async (file): Promise<Mismatch | null> => {
      const known = (await deps.documents.referenceFile(file.id).get()).data();
      const wrong = mismatch(known, uid, file);
      if (wrong !== null || known?.collect_at === null) return wrong;
      // The store takes exactly the bytes that were announced, or nothing.
      const name = objects.referenceFile(file.id);
      return (await deps.objects.list(name)).includes(name) ? null : { field: 'id', message: 'has not arrived' };
    }),
  );
  return errorsOf(found);
}

function wrongTogether(files: readonly ReferenceFile[]): string | null {
  if (bytesOf(files) > REFERENCE_LIMITS.bytes) return 'must be 50 MB in all at most';
  return new Set(files.map(({ name }) => referenceKey(name))).size < files.length ? 'must each have a name of its own' : null;
}

type Mismatch = { field: 'id' | 'name' | 'size'; message: string };

function mismatch(known: ReferenceFileDocument | undefined, uid: string, { name, size }: ReferenceFile): Mismatch | null {
  if (known?.user_id !== uid || known.is_going) return { field: 'id', message: 'is not a file of yours, or it is gone' };
  if (known.name !== name) return { field: 'name', message: 'is not what the file is called' };
  return known.size === size ? null : { field: 'size', message: 'is not the size of the file' };
}

const errorsOf = (found: readonly (Mismatch | null)[]): FieldError[] =>
  found.flatMap((wrong, index) => (wrong === null ? [] : [{ path: `config.files.${index}.${wrong.field}`, message: wrong.message }]));

/** What a save does with the files of an agent: refuses what went meanwhile, or writes down that the agent refers to them. */
export type ClaimedFiles = { ok: false; errors: FieldError[] } | { ok: true; write: () => void };

/**
 * Reads the files within the transaction of a save, whose reads it belongs to; `write` belongs to its writes. Files of `known` are the agent's already. What is
 * claimed stays until no agent refers to it.
 */
export async function claimFiles(
  tx: Transaction,
  documents: Documents,
  given: { uid: string; agentId: string; files: readonly ReferenceFile[]; known: readonly string[] },
): Promise<ClaimedFiles> {
  const { uid, agentId, files, known } = given;
  const read = await Promise.all(files.map(async (file) => ({ file, document: (await tx.get(documents.referenceFile(file.id))).data() })));
  const errors = errorsOf(read.map(({ file, document }) => mismatch(document, uid, file)));
  if (errors.length > 0) return { ok: false, errors };
  const added = files.filter(({ id }) => !known.includes(id));
  return {
    ok: true,
    write: () => {
      for (const { id } of added) tx.update(documents.referenceFile(id), { agents: FieldValue.arrayUnion(agentId), collect_at: null });
    },
  };
}

/**
 * Lets go of all files of an agent that is being deleted, within the transaction that does so: reads, and answers what writes. What no other agent refers to is
 * collected, once no address to send it to is good any more.
 */
export async function releaseFiles(
  tx: Transaction,
  documents: Documents,
  given: { agentId: string; fileIds: readonly string[]; now: Date },
): Promise<() => void> {
  const { agentId, fileIds, now } = given;
  const read = await Promise.all(fileIds.map((id) => tx.get(documents.referenceFile(id))));
  return () => {
    for (const snapshot of read) {
      const file = snapshot.data();
      if (file === undefined) continue;
      const agents = file.agents.filter((id) => id !== agentId);
      tx.update(snapshot.ref, { agents, collect_at: agents.length > 0 ? null : collectableAt(file, now) });
    }
  };
}

/** From when on nobody can send the bytes any more: before that they could come again after they were deleted. */
export const collectableAt = ({ created_at }: Pick<ReferenceFileDocument, 'created_at'>, now: Date): Date =>
  new Date(Math.max(now.getTime(), created_at.getTime() + 2 * RUN_LIMITS.signedUrl));
