export interface Permission {
  readonly allowed: boolean;
  /** One sentence, when refused. */
  readonly reason: string | null;
}

export const ALLOWED: Permission = { allowed: true, reason: null };
export const forbidden = (reason: string): Permission => ({ allowed: false, reason });
