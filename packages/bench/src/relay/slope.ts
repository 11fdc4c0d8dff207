/** The least-squares slope of values over times, per unit of time; 0 for fewer than two. */
export function slopeOf(points: readonly (readonly [time: number, value: number])[]): number {
  const count = points.length;
  const meanOf = (pick: 0 | 1): number => points.reduce((sum, point) => sum + point[pick], 0) / count;
  const [meanTime, meanValue] = [meanOf(0), meanOf(1)];
  const spread = points.reduce((sum, [time]) => sum + (time - meanTime) ** 2, 0);
  if (count < 2 || spread === 0) return 0;
  return points.reduce((sum, [time, value]) => sum + (time - meanTime) * (value - meanValue), 0) / spread;
}
