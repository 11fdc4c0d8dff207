import { useEffect, useState } from 'react';
import { toast } from '../design/toast.ts';
import { t } from '../messages/t.ts';

/** Words that would be gone stay until they were read. */
const UNPLACED_LIFE_MS = 120_000;
const LONGEST = 80;
const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text);

/**
 * Says which own words had their place in what was erased, and puts them on the board for whoever wants that.
 * @param onPut puts words on the board anew; null while there is no canvas, as when the copy of before the erasure was
 *   left a moment ago. What is wished for then is done once there is one
 */
export function useUnplaced(
  unplaced: readonly string[],
  readOnly: boolean,
  onPut: ((words: string) => void) | null,
): void {
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (unplaced.length === 0) return;
    const words = unplaced.join('\n').trim();
    const action = readOnly ? {} : { action: { label: t('board.unplacedKeep'), run: () => setWanted(words) } };
    toast(t('board.unplaced', { words: shortened(words) }), { life: UNPLACED_LIFE_MS, ...action });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- said once, when it comes to be so
  }, [unplaced]);
  useEffect(() => {
    if (wanted === null || onPut === null) return;
    onPut(wanted);
    setWanted(null);
  }, [wanted, onPut]);
}
