/**
 * The `Content-Disposition` of a file that is saved as `fileName`, which may be in any language. `plain` is for those who only know plain letters.
 * RFC 6266, RFC 8187.
 */
export function attachment(fileName: string, plain = fileName.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')): string {
  const exact = encodeURIComponent(fileName.toWellFormed()).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
