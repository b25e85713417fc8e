const KEY = 'notify';
const UNABLE = 'unable';

/** `unable`: this browser shows no notifications. `refused`: its person, or whoever manages it, allows none here. */
export type NotifyChoice = 'on' | 'off' | 'refused' | 'unable';

/** Whether this browser is to say so when something ends while the pages are out of sight. */
export function notifyChoice(): NotifyChoice {
  const kept = localStorage.getItem(KEY);
  if (!('Notification' in window) || kept === UNABLE) return 'unable';
  if (Notification.permission === 'denied') return 'refused';
  return Notification.permission === 'granted' && kept === 'yes' ? 'on' : 'off';
}

/** Switches it on, for which the browser may ask first, or off. To be called by a press of the person only. */
export async function chooseNotify(isWanted: boolean): Promise<NotifyChoice> {
  if (notifyChoice() === 'unable') return 'unable';
  if (isWanted && (await Notification.requestPermission()) === 'granted') localStorage.setItem(KEY, 'yes');
  else localStorage.removeItem(KEY);
  return notifyChoice();
}

/** Says something outside the page. A browser that allows it and then refuses all the same, as those of phones do, is unable from then on. */
export function notify(title: string, { onClick, ...options }: { body: string; tag: string; onClick: () => void }): void {
  try {
    new Notification(title, options).onclick = onClick;
  } catch {
    localStorage.setItem(KEY, UNABLE);
  }
}
