import * as z from 'zod';
import { SessionId, UploadId } from './ids.ts';
import { ATTACHMENT_LIMITS } from './limits.ts';
import { text } from './text.ts';
import { DocumentTime, WireTime } from './time.ts';

/** How long an attachment that was sent up is kept as it came; what a run took is in the workspace by then. */
export const UPLOAD_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Programs for other machines: nothing here can use them, and nobody should be handed one by an agent. */
const REFUSED_ENDINGS = [
  ...['apk', 'app', 'appimage', 'bat', 'cmd', 'com', 'cpl', 'deb', 'dll', 'dmg', 'exe', 'hta', 'iso', 'lnk', 'msc', 'msi', 'msix'],
  ...['pif', 'pkg', 'ps1', 'reg', 'rpm', 'scr', 'vbe', 'vbs', 'wsf'],
];

/** Whether a file of this name may be attached, as its ending tells. */
export function isAttachable(name: string): boolean {
  const ending = /\.([^.]+)$/.exec(name.trim().replace(/[. ]+$/, ''))?.[1]?.toLowerCase();
  return ending === undefined || !REFUSED_ENDINGS.includes(ending);
}

export const UploadRequest = z.strictObject({
  name: text().min(1).max(500).refine(isAttachable, 'must not be a program'),
  /** Bytes. */
  size: z.number().int().min(1, 'must not be empty').max(ATTACHMENT_LIMITS.bytes),
});
export type UploadRequest = z.infer<typeof UploadRequest>;

/** Where to send an attachment, once, by a PUT with these headers. `name`: what the file will be called in the workspace. */
export const UploadTicket = z.object({
  id: UploadId,
  name: z.string(),
  size: z.number().int(),
  put_url: z.url(),
  headers: z.record(z.string(), z.string()),
  expires_at: WireTime,
});
export type UploadTicket = z.infer<typeof UploadTicket>;

/** `uploads/{id}`. `taken_at`: when a run first took it into its workspace. `collect_at`: when the bytes go; null once they have gone. */
export const UploadDocument = z.object({
  user_id: z.string(),
  session_id: SessionId,
  name: z.string(),
  size: z.number().int().positive(),
  created_at: DocumentTime,
  taken_at: DocumentTime.nullable(),
  collect_at: DocumentTime.nullable(),
});
export type UploadDocument = z.infer<typeof UploadDocument>;
