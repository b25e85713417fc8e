import { msg } from '@lit/localize';
import { type AuditVia, type BetaStatus, type Decision, type Me, unreachable } from '@oma/contract';

/** Where a person stands, access first: a change by hand reaches the status a moment later. */
export function standingOf({ beta_approved, beta_status }: Pick<Me, 'beta_approved' | 'beta_status'>): BetaStatus {
  if (beta_approved) return 'approved';
  return beta_status === 'approved' ? 'revoked' : beta_status;
}

export function statusName(status: BetaStatus): string {
  switch (status) {
    case 'none':
      return msg('신청 전', { id: 'beta-none' });
    case 'applied':
      return msg('검토 중', { id: 'beta-applied' });
    case 'approved':
      return msg('승인됨', { id: 'beta-approved' });
    case 'denied':
      return msg('반려됨', { id: 'beta-denied' });
    case 'revoked':
      return msg('이용 중지됨', { id: 'beta-revoked' });
    default:
      return unreachable(status);
  }
}

/** What an admin presses. */
export function decisionName(decision: Decision): string {
  switch (decision) {
    case 'approve':
      return msg('승인', { id: 'decide-approve' });
    case 'deny':
      return msg('반려', { id: 'decide-deny' });
    case 'undo':
      return msg('다시 검토', { id: 'decide-undo' });
    case 'revoke':
      return msg('이용 중지', { id: 'decide-revoke' });
    default:
      return unreachable(decision);
  }
}

/** The way it was done. */
export function viaName(via: AuditVia): string {
  switch (via) {
    case 'link':
      return msg('메일의 링크로', { id: 'via-link' });
    case 'admin_page':
      return msg('관리 화면에서', { id: 'via-page' });
    case 'console':
      return msg('콘솔에서 직접', { id: 'via-console' });
    case 'account_page':
      return msg('계정 화면에서', { id: 'via-account' });
    default:
      return unreachable(via);
  }
}
