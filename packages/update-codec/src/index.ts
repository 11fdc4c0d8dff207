export * from './ScannedUpdate.ts';
export * from './scanUpdate.ts';
export * from './readStateVector.ts';
export * from './ClockRanges.ts';
export * from './rewriteUpdate.ts';
