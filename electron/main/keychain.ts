import { safeStorage } from 'electron';

/** Whether the system keeps secrets for us. On Linux the fallback with a fixed password does not count. */
export function canSeal(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

export function seal(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(safeStorage.encryptString(Buffer.from(bytes).toString('base64')));
}

export function unseal(sealed: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(sealed)), 'base64'));
}
