/** What the beginning of a picture says of it. A few KB may say that they are a picture of gigabytes. */
export type ImageHeader = { type: string; width: number; height: number };

type Read = (view: DataView) => Omit<ImageHeader, 'type'> | null;

/** Each kind of picture with the bytes it begins with; `?` is any byte. */
const KINDS: readonly { type: string; begins: string; read: Read }[] = [
  { type: 'image/png', begins: '\x89PNG\r\n\x1a\n????IHDR', read: (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }) },
  { type: 'image/jpeg', begins: '\xff\xd8\xff', read: readJpeg },
  { type: 'image/gif', begins: 'GIF8?a', read: readGif },
  { type: 'image/webp', begins: 'RIFF????WEBPVP8', read: readWebp },
  { type: 'image/bmp', begins: 'BM', read: readBmp },
];

/** Told by what a picture is, whatever its file is called; null where it is none of those that are shown. */
export function imageHeader(bytes: Uint8Array<ArrayBuffer>): ImageHeader | null {
  const kind = KINDS.find(({ begins }) => Array.from(begins, (one, at) => one === '?' || bytes[at] === one.charCodeAt(0)).every(Boolean));
  try {
    const size = kind?.read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ?? null;
    return kind === undefined || size === null ? null : { type: kind.type, ...size };
  } catch (error) {
    // It ends before it has said it.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const FRAME_MARKS = { first: 0xc0, last: 0xcf, none: [0xc4, 0xc8, 0xcc] };

/** A picture is as large as its first frame. */
function readJpeg(view: DataView): ReturnType<Read> {
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const mark = view.getUint8(at + 1);
    if (mark === 0xff) at += 1;
    else if (mark >= FRAME_MARKS.first && mark <= FRAME_MARKS.last && !FRAME_MARKS.none.includes(mark))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}

const GIF = { extension: 0x21, frame: 0x2c, hasTable: 0x80, tableSize: 0x07 };

/** Frames may be larger than the picture says it is; browsers then make it as large as they are. */
function readGif(view: DataView): ReturnType<Read> {
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const tableOf = (at: number): number => {
    const flags = view.getUint8(at);
    return (flags & GIF.hasTable) === 0 ? 0 : 3 * 2 ** ((flags & GIF.tableSize) + 1);
  };
  const afterBlocks = (from: number): number => {
    let at = from;
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length;
    return at + 1;
  };
  for (let at = 13 + tableOf(10); at < view.byteLength;) {
    const mark = view.getUint8(at);
    if (mark === GIF.extension) at = afterBlocks(at + 2);
    else if (mark === GIF.frame) {
      size.width = Math.max(size.width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true));
      size.height = Math.max(size.height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true));
      at = afterBlocks(at + 11 + tableOf(at + 9));
    } else break;
  }
  return size;
}

const WEBP_SIZE = 0x3fff;

function readWebp(view: DataView): ReturnType<Read> {
  switch (String.fromCharCode(view.getUint8(15))) {
    case 'X':
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
    case 'L': {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & WEBP_SIZE), height: 1 + ((bits >> 14) & WEBP_SIZE) };
    }
    case ' ':
      return { width: view.getUint16(26, true) & WEBP_SIZE, height: view.getUint16(28, true) & WEBP_SIZE };
    default:
      return null;
  }
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 2 ** 16;

/** The height is negative where the picture begins at its top. A header of the oldest kind, which is shorter, is none. */
function readBmp(view: DataView): ReturnType<Read> {
  return view.getUint32(14, true) < 40 ? null : { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}
