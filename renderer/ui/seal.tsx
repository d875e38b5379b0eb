/** Assay's mark: the cartouche of an assay office, holding an A whose bar is the streak left on a touchstone. */
export function Seal() {
  return (
    <svg viewBox="76 76 360 360" aria-hidden fill="none">
      <path
        d="M150 92H362L420 150V362L362 420H150L92 362V150Z"
        stroke="currentColor"
        strokeWidth="22"
        strokeLinejoin="round"
      />
      <path
        d="M168 362L256 146L344 362"
        stroke="currentColor"
        strokeWidth="34"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M182 300C226 282 286 278 366 268L362 296C290 302 236 308 190 324Z" fill="var(--streak)" />
    </svg>
  );
}
