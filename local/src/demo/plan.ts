import { DEMO_PEOPLE } from '@oma/contract';
import type { StartEnvironment } from '../options.ts';

/** Which parts of the demo data are made, and a sentence for each that is left out. */
export type DemoPlan = {
  conversations: boolean;
  /** Null: none. `admins`: who gets a notice of each. */
  applications: { admins: readonly string[] } | null;
  leftOut: readonly string[];
};

/** Never spends money, and never sends a letter to a real person. */
export function planDemo({ modelKey, smtp, adminEmails }: Pick<StartEnvironment, 'modelKey' | 'smtp' | 'adminEmails'>): DemoPlan {
  const [admin] = DEMO_PEOPLE;
  const admins = adminEmails === '' ? [admin.email] : [...new Set(adminEmails.split(',').map((address) => address.trim().toLowerCase()))];
  const leftOut = [
    ...(modelKey === null ? [] : ['Demo data: no conversations, because their answers would cost real money.']),
    ...(smtp === null ? [] : ['Demo data: no applications, because their letters would go out for real.']),
    ...(smtp !== null || admins.includes(admin.email)
      ? []
      : [`Demo data: no application is denied, because ADMIN_EMAILS is without ${admin.email}.`]),
  ];
  return { conversations: modelKey === null, applications: smtp === null ? { admins } : null, leftOut };
}
