/** Assay's mark: a hallmark, struck when the metal has been tested. */
export function Seal() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden fill="none">
      <path
        d="M12 1.8 21 7v10l-9 5.2L3 17V7z"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinejoin="round"
      />
      <path
        d="m7.4 16.6 4.6-9.8 4.6 9.8M9.2 13.4h5.6"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
