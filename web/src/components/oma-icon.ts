import type { ReadyMadeIcon } from '@oma/contract';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import arrowDown from 'lucide-static/icons/arrow-down.svg';
import arrowUp from 'lucide-static/icons/arrow-up.svg';
import ban from 'lucide-static/icons/ban.svg';
import bot from 'lucide-static/icons/bot.svg';
import calendar from 'lucide-static/icons/calendar.svg';
import chartColumn from 'lucide-static/icons/chart-column.svg';
import check from 'lucide-static/icons/check.svg';
import chevronLeft from 'lucide-static/icons/chevron-left.svg';
import chevronRight from 'lucide-static/icons/chevron-right.svg';
import circleAlert from 'lucide-static/icons/circle-alert.svg';
import circleCheck from 'lucide-static/icons/circle-check.svg';
import circleX from 'lucide-static/icons/circle-x.svg';
import clock from 'lucide-static/icons/clock.svg';
import code from 'lucide-static/icons/code.svg';
import copy from 'lucide-static/icons/copy.svg';
import download from 'lucide-static/icons/download.svg';
import ellipsis from 'lucide-static/icons/ellipsis.svg';
import filePen from 'lucide-static/icons/file-pen.svg';
import fileText from 'lucide-static/icons/file-text.svg';
import flaskConical from 'lucide-static/icons/flask-conical.svg';
import history from 'lucide-static/icons/history.svg';
import inbox from 'lucide-static/icons/inbox.svg';
import languages from 'lucide-static/icons/languages.svg';
import layoutDashboard from 'lucide-static/icons/layout-dashboard.svg';
import listChecks from 'lucide-static/icons/list-checks.svg';
import loader from 'lucide-static/icons/loader-circle.svg';
import logOut from 'lucide-static/icons/log-out.svg';
import mail from 'lucide-static/icons/mail.svg';
import messageSquare from 'lucide-static/icons/message-square.svg';
import moon from 'lucide-static/icons/moon.svg';
import pause from 'lucide-static/icons/pause.svg';
import pencil from 'lucide-static/icons/pencil.svg';
import play from 'lucide-static/icons/play.svg';
import plus from 'lucide-static/icons/plus.svg';
import power from 'lucide-static/icons/power.svg';
import rotate from 'lucide-static/icons/rotate-ccw.svg';
import save from 'lucide-static/icons/save.svg';
import search from 'lucide-static/icons/search.svg';
import settings from 'lucide-static/icons/settings.svg';
import shield from 'lucide-static/icons/shield.svg';
import slidersHorizontal from 'lucide-static/icons/sliders-horizontal.svg';
import square from 'lucide-static/icons/square.svg';
import sun from 'lucide-static/icons/sun.svg';
import table from 'lucide-static/icons/table.svg';
import terminal from 'lucide-static/icons/terminal.svg';
import trash from 'lucide-static/icons/trash-2.svg';
import trendingUp from 'lucide-static/icons/trending-up.svg';
import undo from 'lucide-static/icons/undo-2.svg';
import upload from 'lucide-static/icons/upload.svg';
import user from 'lucide-static/icons/user.svg';
import users from 'lucide-static/icons/users.svg';
import wrench from 'lucide-static/icons/wrench.svg';
import x from 'lucide-static/icons/x.svg';

const ICONS = {
  'arrow-down': arrowDown,
  'arrow-up': arrowUp,
  ban,
  bot,
  calendar,
  chart: chartColumn,
  check,
  'chevron-left': chevronLeft,
  'chevron-right': chevronRight,
  'circle-alert': circleAlert,
  'circle-check': circleCheck,
  'circle-x': circleX,
  clock,
  code,
  copy,
  dashboard: layoutDashboard,
  'file-pen': filePen,
  'file-text': fileText,
  history,
  inbox,
  languages,
  'list-checks': listChecks,
  loader,
  'log-out': logOut,
  mail,
  message: messageSquare,
  moon,
  pause,
  play,
  plus,
  power,
  rotate,
  search,
  shield,
  sliders: slidersHorizontal,
  square,
  sun,
  table,
  terminal,
  trash,
  undo,
  users,
  wrench,
  x,
  download,
  more: ellipsis,
  flask: flaskConical,
  pencil,
  settings,
  trending: trendingUp,
  upload,
  user,
  save,
} as const satisfies Record<string, string> & Record<ReadyMadeIcon, string>;
export type IconName = keyof typeof ICONS;

/** An icon of the one set, as large as the text beside it. It says nothing by itself: a word stands beside it, or a label on its button. */
@customElement('oma-icon')
export class OmaIcon extends LitElement {
  @property() name: IconName = 'bot';

  static override styles = css`
    :host {
      display: inline-flex;
      width: 1.15em;
      height: 1.15em;
      flex: none;
      vertical-align: -0.2em;
    }
    span {
      display: contents;
    }
    svg {
      width: 100%;
      height: 100%;
    }
    :host([spin]) svg {
      animation: turn 1.2s linear infinite;
    }
    @keyframes turn {
      to {
        transform: rotate(360deg);
      }
    }
    @media (prefers-reduced-motion: reduce) {
      :host([spin]) svg {
        animation: none;
      }
    }
  `;

  override render() {
    return html`<span aria-hidden="true">${unsafeSVG(ICONS[this.name])}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'oma-icon': OmaIcon;
  }
}
