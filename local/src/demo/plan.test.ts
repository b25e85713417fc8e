import { describe, expect, it } from 'vitest';
import { planDemo } from './plan.ts';

const OFFLINE = { modelKey: null, smtp: null, adminEmails: '' };
const SMTP = { host: 'smtp.example.com', port: 587, user: '', password: '', from: 'noreply@example.com' };

describe('the plan of the demo data', () => {
  it('is all of it on a machine by itself', () => {
    expect(planDemo(OFFLINE)).toEqual({ conversations: true, applications: { admins: ['admin@example.com'] }, leftOut: [] });
  });

  it('never spends money', () => {
    const plan = planDemo({ ...OFFLINE, modelKey: 'sk-real' });
    expect(plan).toMatchObject({ conversations: false, applications: { admins: ['admin@example.com'] } });
    expect(plan.leftOut).toEqual([expect.stringMatching(/no conversations.*real money/)]);
  });

  it('never sends a letter to a real person', () => {
    const plan = planDemo({ ...OFFLINE, smtp: SMTP, adminEmails: 'boss@example.org' });
    expect(plan).toMatchObject({ conversations: true, applications: null });
    expect(plan.leftOut).toEqual([expect.stringMatching(/no applications.*for real/)]);
  });

  it('decides only where the demo admin may', () => {
    const plan = planDemo({ ...OFFLINE, adminEmails: 'boss@example.org, Other@example.org' });
    expect(plan.applications).toEqual({ admins: ['boss@example.org', 'other@example.org'] });
    expect(plan.leftOut).toEqual([expect.stringMatching(/ADMIN_EMAILS/)]);
    expect(planDemo({ ...OFFLINE, adminEmails: 'boss@example.org,admin@example.com' }).leftOut).toEqual([]);
  });
});
