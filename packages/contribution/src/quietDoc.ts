/* oxlint-disable no-underscore-dangle -- lib0 has no other way to ask whether anybody listens */
import * as Y from 'yjs';

/**
 * A document that tells only of what somebody listens to. Yjs announces seven things about every transaction, and for
 * each makes a list of listeners first: with one transaction an entry that was a twelfth of the time of a fold.
 */
export function quietDoc(): Y.Doc {
  const doc = new Y.Doc();
  const emit: Y.Doc['emit'] = doc.emit.bind(doc);
  doc.emit = (name, args) => {
    if (doc._observers.has(name)) emit(name, args);
  };
  return doc;
}
