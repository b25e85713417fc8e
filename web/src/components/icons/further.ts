import activity from 'lucide-static/icons/activity.svg';
import arrowDown from 'lucide-static/icons/arrow-down.svg';
import arrowUp from 'lucide-static/icons/arrow-up.svg';
import ban from 'lucide-static/icons/ban.svg';
import check from 'lucide-static/icons/check.svg';
import chevronLeft from 'lucide-static/icons/chevron-left.svg';
import chevronRight from 'lucide-static/icons/chevron-right.svg';
import clock from 'lucide-static/icons/clock.svg';
import copy from 'lucide-static/icons/copy.svg';
import download from 'lucide-static/icons/download.svg';
import flaskConical from 'lucide-static/icons/flask-conical.svg';
import gitFork from 'lucide-static/icons/git-fork.svg';
import history from 'lucide-static/icons/history.svg';
import inbox from 'lucide-static/icons/inbox.svg';
import keyboard from 'lucide-static/icons/keyboard.svg';
import loader from 'lucide-static/icons/loader-circle.svg';
import logOut from 'lucide-static/icons/log-out.svg';
import monitor from 'lucide-static/icons/monitor.svg';
import moon from 'lucide-static/icons/moon.svg';
import panelLeft from 'lucide-static/icons/panel-left.svg';
import paperclip from 'lucide-static/icons/paperclip.svg';
import power from 'lucide-static/icons/power.svg';
import rotate from 'lucide-static/icons/rotate-ccw.svg';
import save from 'lucide-static/icons/save.svg';
import settings from 'lucide-static/icons/settings.svg';
import share from 'lucide-static/icons/share-2.svg';
import slidersHorizontal from 'lucide-static/icons/sliders-horizontal.svg';
import square from 'lucide-static/icons/square.svg';
import sun from 'lucide-static/icons/sun.svg';
import terminal from 'lucide-static/icons/terminal.svg';
import thumbsDown from 'lucide-static/icons/thumbs-down.svg';
import thumbsUp from 'lucide-static/icons/thumbs-up.svg';
import trash from 'lucide-static/icons/trash-2.svg';
import undo from 'lucide-static/icons/undo-2.svg';
import upload from 'lucide-static/icons/upload.svg';
import users from 'lucide-static/icons/users.svg';
import x from 'lucide-static/icons/x.svg';

/** The icons that single pages show; loaded when the first of them is to be shown. */
export const FURTHER_ICONS = {
  activity,
  'arrow-down': arrowDown,
  'arrow-up': arrowUp,
  ban,
  check,
  'chevron-left': chevronLeft,
  'chevron-right': chevronRight,
  clock,
  copy,
  download,
  flask: flaskConical,
  fork: gitFork,
  history,
  inbox,
  keyboard,
  loader,
  'log-out': logOut,
  monitor,
  moon,
  'panel-left': panelLeft,
  paperclip,
  power,
  rotate,
  save,
  settings,
  share,
  sliders: slidersHorizontal,
  square,
  sun,
  terminal,
  'thumbs-down': thumbsDown,
  'thumbs-up': thumbsUp,
  trash,
  undo,
  upload,
  users,
  x,
} as const;
