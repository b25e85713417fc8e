import { configureLocalization, type LocaleModule } from '@lit/localize';
import type { Locale } from '@oma/contract';
import { keepVisitorsChoice, rememberedLocale, rememberLocale, toLocale } from './remembered.ts';

/** English of a part of the pages: a file of `en/`, loaded where it is spoken. */
export type Part = () => Promise<LocaleModule>;

const parts: Part[] = [];
/** What is spoken so far, by message id. */
const english: LocaleModule['templates'] = {};
let isEnglishWanted = false;

const { setLocale, getLocale } = configureLocalization({
  sourceLocale: 'ko',
  targetLocales: ['en'],
  loadLocale: async () => {
    isEnglishWanted = true;
    await Promise.all(parts.map(learn));
    return { templates: english };
  },
});

async function learn(part: Part): Promise<void> {
  Object.assign(english, (await part()).templates);
}

/** From now on the page has these parts to say. Resolves once it can say them in the present language; where they do not come, it throws and they are not among them. */
export async function speak(...more: readonly Part[]): Promise<void> {
  if (isEnglishWanted) await Promise.all(more.map(learn));
  parts.push(...more);
}

/** The language of the pages: what this browser remembers of the person's choice, Korean before one. */
export const currentLocale = (): Locale => toLocale(getLocale());

/** Shows the pages in this language from now on. */
export async function showLocale(locale: Locale): Promise<void> {
  rememberLocale(locale);
  await setLocale(locale);
}

/** Before the first element is shown, so that no page flickers from one language to the other. */
export const showRememberedLocale = (): Promise<void> => showLocale(rememberedLocale());

/** A visitor's own choice, before there is a person to keep it for. */
export async function chooseAsVisitor(locale: Locale): Promise<void> {
  keepVisitorsChoice(locale);
  await showLocale(locale);
}
