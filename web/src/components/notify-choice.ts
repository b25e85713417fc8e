const KEY = 'notify';

/** `unable`: this browser shows no notifications. `refused`: its person, or whoever manages it, allows none here. */
export type NotifyChoice = 'on' | 'off' | 'refused' | 'unable';

/** Whether this browser is to say so when something ends while the pages are out of sight. */
export function notifyChoice(): NotifyChoice {
  if (!('Notification' in window)) return 'unable';
  if (Notification.permission === 'denied') return 'refused';
  return Notification.permission === 'granted' && localStorage.getItem(KEY) === 'yes' ? 'on' : 'off';
}

/** Switches it on, for which the browser may ask first, or off. To be called by a press of the person only. */
export async function chooseNotify(isWanted: boolean): Promise<NotifyChoice> {
  if (isWanted && 'Notification' in window && (await Notification.requestPermission()) === 'granted') localStorage.setItem(KEY, 'yes');
  else localStorage.removeItem(KEY);
  return notifyChoice();
}
