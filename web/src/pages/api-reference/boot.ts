import { watchViewSwitches } from '../../components/view-switches.ts';

watchViewSwitches();
