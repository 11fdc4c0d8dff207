/** For each reason why a board is not shown: the words, and the way on. */
const ways = {
  notMember: { title: 'boardClosed.notMemberTitle', text: 'boardClosed.notMemberText', way: 'code' },
  notSignedIn: { title: 'boardClosed.notSignedInTitle', text: 'boardClosed.notSignedInText', way: 'code' },
  signedOut: { title: 'boardClosed.signedOutTitle', text: 'boardClosed.signedOutText', way: 'home' },
  notFound: { title: 'boardClosed.notFoundTitle', text: 'boardClosed.notFoundText', way: 'home' },
  deleted: { title: 'boardClosed.deletedTitle', text: 'boardClosed.deletedText', way: 'undelete' },
  ended: { title: 'boardClosed.endedTitle', text: 'boardClosed.endedText', way: 'code' },
  old: { title: 'boardClosed.oldTitle', text: 'boardClosed.oldText', way: 'reload' },
  newer: { title: 'boardClosed.newerTitle', text: 'boardClosed.newerText', way: 'retry' },
  offline: { title: 'boardClosed.offlineTitle', text: 'boardClosed.offlineText', way: 'wait' },
  other: { title: 'boardClosed.otherTitle', text: 'boardClosed.otherText', way: 'reload' },
} as const;

export type ClosedWords = (typeof ways)[keyof typeof ways];

const byCode: Readonly<Record<string, ClosedWords>> = {
  not_member: ways.notMember,
  not_signed_in: ways.notSignedIn,
  token_invalid: ways.signedOut,
  board_not_found: ways.notFound,
  bad_request: ways.notFound,
  not_found: ways.notFound,
  board_deleted: ways.deleted,
  membership_ended: ways.ended,
  client_too_old: ways.old,
  unreadable: ways.old,
  board_too_new: ways.newer,
  unreachable: ways.offline,
  server_full: ways.offline,
};

/** @param code of the table of errors, or `unreachable` / `unreadable`. */
export const closedWords = (code: string): ClosedWords => byCode[code] ?? ways.other;
