import { BoardIdSchema, type ItemId, ItemIdSchema, type MyPart, PersonIdSchema, someone } from '@weft/protocol';

const item = (id: ItemId, words: string, startedBy: MyPart['person']): MyPart['items'][number] => ({
  id,
  type: 'note',
  words,
  present: true,
  startedBy: startedBy.id,
  startedAt: 0,
  people: [{ personId: startedBy.id, kinds: ['started'] }],
});

export const ADA = { id: PersonIdSchema.parse('ada'), name: 'Ada', color: '#b5382a' };
const BEN = { id: PersonIdSchema.parse('ben'), name: 'Ben', color: '#2f4b9b' };
export const [WAIT, MOVE, RAILS] = ['shape:wait', 'shape:move', 'shape:rails'].map((id) => ItemIdSchema.parse(id)) as [
  ItemId,
  ItemId,
  ItemId,
];

/** Ada's part in a small board: one item of hers, one of Ben's that she helped, one that grew. */
export function adasPart(change: Partial<MyPart> = {}): MyPart {
  const said = { personId: ADA.id, at: 0, itemId: null } as const;
  return {
    seq: 9,
    board: { id: BoardIdSchema.parse('b1'), title: 'A bench for the square' },
    person: ADA,
    people: [ADA, BEN, someone],
    items: [
      item(WAIT, 'Where do people wait?', ADA),
      item(MOVE, 'What if the bench could move?', BEN),
      item(RAILS, 'Rails along the tram line', BEN),
    ],
    contributions: [],
    started: [WAIT],
    helped: [MOVE],
    grew: [{ itemId: RAILS, from: WAIT, steps: 1 }],
    workedWith: [
      { personId: BEN.id, items: [MOVE] },
      { personId: someone.id, items: [MOVE] },
    ],
    stretches: [],
    statements: [
      { ...said, kind: 'beyond', id: 's1', role: 'asked', words: 'who sits there at night' },
      { ...said, kind: 'claim', id: 's2', role: 'sparked', words: 'the moving bench', itemId: MOVE },
      { ...said, kind: 'reflection', id: 's3', prompt: 'learned', shared: true, words: 'A bench is a promise.' },
      { ...said, kind: 'reflection', id: 's4', prompt: 'try', shared: false, words: 'Ask earlier.' },
    ],
    choices: { hidden: false, knownItem: MOVE, knownSentence: 'I asked who sits there at night.' },
    frozen: [],
    removed: null,
    ...change,
  };
}
