import type { ReadyMadeIcon } from '@oma/contract';
import bot from 'lucide-static/icons/bot.svg';
import calendar from 'lucide-static/icons/calendar.svg';
import chartColumn from 'lucide-static/icons/chart-column.svg';
import circleAlert from 'lucide-static/icons/circle-alert.svg';
import circleCheck from 'lucide-static/icons/circle-check.svg';
import circleX from 'lucide-static/icons/circle-x.svg';
import code from 'lucide-static/icons/code.svg';
import ellipsis from 'lucide-static/icons/ellipsis.svg';
import filePen from 'lucide-static/icons/file-pen.svg';
import fileText from 'lucide-static/icons/file-text.svg';
import languages from 'lucide-static/icons/languages.svg';
import layoutDashboard from 'lucide-static/icons/layout-dashboard.svg';
import listChecks from 'lucide-static/icons/list-checks.svg';
import mail from 'lucide-static/icons/mail.svg';
import messageSquare from 'lucide-static/icons/message-square.svg';
import pause from 'lucide-static/icons/pause.svg';
import pencil from 'lucide-static/icons/pencil.svg';
import play from 'lucide-static/icons/play.svg';
import plus from 'lucide-static/icons/plus.svg';
import search from 'lucide-static/icons/search.svg';
import shield from 'lucide-static/icons/shield.svg';
import table from 'lucide-static/icons/table.svg';
import user from 'lucide-static/icons/user.svg';
import wrench from 'lucide-static/icons/wrench.svg';

/** The icons of the frame, of agents and of states: every page shows some of them. */
export const COMMON_ICONS = {
  bot,
  calendar,
  chart: chartColumn,
  'circle-alert': circleAlert,
  'circle-check': circleCheck,
  'circle-x': circleX,
  code,
  dashboard: layoutDashboard,
  'file-pen': filePen,
  'file-text': fileText,
  languages,
  'list-checks': listChecks,
  mail,
  message: messageSquare,
  more: ellipsis,
  pause,
  pencil,
  play,
  plus,
  search,
  shield,
  table,
  user,
  wrench,
} as const satisfies Record<string, string> & Record<ReadyMadeIcon, string>;
