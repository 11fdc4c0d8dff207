export * from './ScannedUpdate.ts';
export * from './scanUpdate.ts';
export * from './readStateVector.ts';
