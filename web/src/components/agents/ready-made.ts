/** The texts of the ready-made agents weigh as much as a page: this module is loaded on demand. */
export { READY_MADE_AGENTS } from '@oma/contract';
