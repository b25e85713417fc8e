import { type CollectionReference, FieldPath, type Query } from '@google-cloud/firestore';

/** Behind every character that an id holds. */
const LAST = '\uf8ff';

/** The documents whose id begins with `prefix`, in the order of their ids. */
export const withIdPrefix = <T>(collection: CollectionReference<T>, prefix: string): Query<T> =>
  collection.where(FieldPath.documentId(), '>=', prefix).where(FieldPath.documentId(), '<', `${prefix}${LAST}`);
