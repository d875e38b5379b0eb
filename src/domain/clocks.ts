/** Clocks of several machines are not alike; one that is further off than this is wrong. */
export const CLOCKS_APART_MS = 24 * 60 * 60 * 1000;
