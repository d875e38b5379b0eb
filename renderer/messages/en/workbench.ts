/** The workbench and its viewers. */
export const workbench = {} as const;
