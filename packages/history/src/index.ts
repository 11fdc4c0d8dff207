export { boardAt, BoardReplay } from './boardAt.ts';
