export type Shape = 'desktop' | 'phone';
export type Theme = 'light' | 'dark';
export type Language = 'ko' | 'en';
export const PICTURES: Readonly<Record<Shape, { width: number; height: number; scale: number }>>;
export const THEMES: readonly Theme[];
export const LANGUAGES: readonly Language[];
export function pictureFile(shape: Shape, theme: Theme, language: Language): string;
export const CARD: { file: string; width: number; height: number };
export const ICONS: readonly { file: string; size: number; padding: number; bleeds: boolean }[];
