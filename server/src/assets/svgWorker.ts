import { serveWorker } from '../workers/serveWorker.ts';
import { sanitiseSvg } from './sanitiseSvg.ts';

serveWorker({ sanitise: (text: string) => sanitiseSvg(text) });
