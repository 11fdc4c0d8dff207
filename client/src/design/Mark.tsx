/** The mark: three threads carried across three others. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" fill="none" strokeWidth="3.4" aria-hidden="true">
      <g stroke="var(--mark-warp)" strokeLinecap="round">
        <path d="M5.5 2.5v21M13 2.5v21M20.5 2.5v21" />
      </g>
      <g strokeLinecap="round">
        <path stroke="var(--t1)" d="M2 8h22" />
        <path stroke="var(--t3)" d="M2 13h22" />
        <path stroke="var(--t2)" d="M2 18h22" />
      </g>
      {/* Where the warp lies on top. */}
      <path stroke="var(--mark-warp)" d="M5.5 6v4M20.5 6v4M13 11v4M5.5 16v4M20.5 16v4" />
    </svg>
  );
}
