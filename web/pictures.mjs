/** The pictures of the workspace on the main page, in pixels of the page; drawn `scale` times as fine by `npm run screens`. */
export const PICTURES = {
  desktop: { width: 1120, height: 700, scale: 1.5 },
  phone: { width: 360, height: 720, scale: 2 },
};
export const THEMES = ['light', 'dark'];
export const LANGUAGES = ['ko', 'en'];

export const pictureFile = (shape, theme, language) => `workspace-${shape}-${theme}-${language}.webp`;

/** The picture that other sites show beside a link. */
export const CARD = { file: 'card.jpg', width: 1200, height: 630 };

/** The icons drawn from `src/mark.svg`: `padding` is the part of the width that is left free at each side, `bleeds` fills it with the mark's ground. */
export const ICONS = [
  { file: '192.png', size: 192, padding: 0, bleeds: false },
  { file: '512.png', size: 512, padding: 0, bleeds: false },
  { file: 'maskable-512.png', size: 512, padding: 0.1, bleeds: true },
  { file: 'apple-touch.png', size: 180, padding: 0.06, bleeds: true },
];
