export * from './ScannedUpdate.ts';
export * from './scanUpdate.ts';
export * from './readStateVector.ts';
export * from './rewriteUpdate.ts';
export * from './readStrings.ts';
export * from './splitUpdate.ts';
export * from './ClockRanges.ts';
