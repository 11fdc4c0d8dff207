import { useEffect, useState } from 'react';

/** The time, renewed every `every` ms: for words like "12 minutes ago" and things that expire. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
